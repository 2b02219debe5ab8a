"""Days of the calendar counted from a day."""

from datetime import date, timedelta

Stretch = tuple[date, date | None]
"""First to last day, inclusive; None: with no end."""


def one(day: date) -> Stretch:
    """Make a stretch of a single day."""
    return day, day


def shifted(day: date, days: int) -> date:
    """Move a day; the calendar's own end stops it."""
    return date.fromordinal(max(1, min(date.max.toordinal(), day.toordinal() + days)))


def next_weekday(today: date, weekday: int) -> date:
    """Give the nearest such weekday, today included."""
    return shifted(today, (weekday - today.weekday()) % 7)


def week_of(day: date) -> Stretch:
    """Give Monday to Sunday around the day."""
    monday = shifted(day, -day.weekday())
    return monday, shifted(monday, 6)


def numbered_week(today: date, number: int) -> Stretch:
    """Give the week with that ISO 8601 number (1 to 52) that is not over yet."""
    year = today.isocalendar().year
    week = week_of(date.fromisocalendar(year, number, 1))
    over = week[1] is not None and week[1] < today
    return week_of(date.fromisocalendar(year + 1, number, 1)) if over else week


def weekend_of(day: date) -> Stretch:
    """Give Saturday and Sunday of the day's week."""
    monday = shifted(day, -day.weekday())
    return shifted(monday, 5), shifted(monday, 6)


def month_after(day: date, months: int) -> Stretch:
    """Give the whole month so many months later."""
    index = day.year * 12 + day.month - 1 + months
    first = date(min(index // 12, date.max.year - 1), index % 12 + 1, 1)
    return first, last_of_month(first)


def last_of_month(day: date) -> date:
    """Give the last day of the month."""
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first - timedelta(days=1)


def dated(today: date, day: int, month: int, year: int) -> date | None:
    """Give the date; without a year (-1) the next such one, None when there is none."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if year >= 0:
        return _valid(year + 2000 if year < 100 else year, month, day)
    for ahead in range(5):  # a 29 February is at most four years away
        found = _valid(today.year + ahead, month, day)
        if found and found >= today:
            return found
    return None


def next_day_of_month(today: date, day: int) -> date | None:
    """Give the next day with that number, today included."""
    month = today.replace(day=1)
    for _ in range(3):
        found = _valid(month.year, month.month, day)
        if found and found >= today:
            return found
        month = shifted(last_of_month(month), 1)
    return None


def weekday_on(today: date, weekday: int, number: int) -> list[date]:
    """Give the next day of that number if it is that weekday, else it with the next that is."""
    month = today.replace(day=1)
    found: list[date] = []
    for _ in range(12):
        day = _valid(month.year, month.month, number)
        if day and day >= today:
            if day.weekday() == weekday:
                return [day, *found]
            found = found or [day]
        month = shifted(last_of_month(month), 1)
    return found


def weekdays_in(stretch: Stretch, weekday: int) -> list[date]:
    """Give the days of that weekday inside the stretch, the first five weeks of it."""
    first, last = stretch
    day = next_weekday(first, weekday)
    end = min(last or date.max, shifted(first, 35))
    found: list[date] = []
    while day <= end:
        found.append(day)
        day = shifted(day, 7)
        if found[-1] == day:
            break
    return found


def _valid(year: int, month: int, day: int) -> date | None:
    if not 1 <= year <= 9998 or not 1 <= day <= 31:
        return None
    first = date(year, month, 1)
    return first.replace(day=day) if day <= last_of_month(first).day else None
