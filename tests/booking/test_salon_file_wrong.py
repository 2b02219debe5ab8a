"""Files that are wrong: every mistake is told with its line, all of them at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking import seed
from booking.salon_file.check import check, slug
from booking.salon_file.known import Known
from booking.salon_file.lines import locate
from booking.salon_file.section import Problem
from booking.salon_file.write import write
from foundation.errors import Refused

KNOWN = Known(seed.SALON_ID, staff={one.name: one.id for one in seed.demo().staff})
GOOD = write(seed.demo(), seed.LISTING)
HAIRCUT = next(line for line in GOOD.splitlines() if line.startswith("names = "))


def problems(given: str | bytes) -> list[Problem]:
    """All that is wrong with a file."""
    try:
        check(given.encode() if isinstance(given, str) else given, KNOWN)
    except Refused as refusal:
        found = refusal.facts["problems"]
        assert isinstance(found, tuple)
        return list(found)
    return []


def wrong(old: str, new: str) -> list[str]:
    """What is wrong when a line of the demo's file is another; each with its own line's text."""
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    lines = text.split("\n")
    return [f"{lines[one.line - 1].strip()} | {one.text}" for one in problems(text)]


def test_a_good_file_has_nothing_wrong() -> None:
    assert problems(GOOD) == []
    assert problems(GOOD.replace("\n", "\r\n")) == []
    assert problems("\ufeff" + GOOD) == []


def test_a_slip_is_told_with_its_line_with_what_was_meant() -> None:
    text = GOOD.replace('"colour", "blow_dry", "balayage"', '"colur", "blow_dry", "balayage"')
    line = next(n for n, one in enumerate(text.split("\n"), 1) if "colur" in one)
    assert problems(text) == [
        Problem(line, "staff 'Bea': services: 'colur': no such service; did you mean 'colour'?")
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'price = "40.00"',
            'price = "40.005"',
            "service 'haircut': price: '40.005': EUR has 2 digits after the point",
        ),
        ('price = "40.00"', "price = 40.001", "40.001: EUR has 2 digits after the point"),
        ('price = "40.00"', 'price = "40,00"', "'40,00' is no amount such as \"40.00\""),
        ('price = "40.00"', "price = -1", 'price: -1 is no amount such as "40.00"'),
        ('price = "40.00"', "price = nan", "price: NaN is no amount"),
        ('price = "40.00"', "price = 1e999999999", "price: 1E+999999999 is no amount"),
        ('price = "40.00"', "price = true", "price: true is no amount"),
        ('price = "40.00"', "price = 2026-01-01", "price: a date is no amount"),
        ('price = "40.00"', f"price = 0x{'f' * 5000}", "price: a number of many digits is no"),
        ('price = "40.00"', "", "[[service]] | service 'haircut': price is missing"),
        ('time = "45 min"', "time = 0", "time: 0 is not between 1 min, 1 day"),
        ('time = "45 min"', 'time = "long"', "'long' is no duration such as \"45 min\""),
        ('time = "45 min"', "time = 45.5", 'time: 45.5 is no duration such as "45 min"'),
        ('time = "45 min"', 'tiem = "45 min"', "'tiem' is not known here; did you mean 'time'?"),
        ('zone = "Europe/Berlin"', 'zone = "Europe/Berln"', "did you mean 'Europe/Berlin'?"),
        ('zone = "Europe/Berlin"', 'zone = "../../etc/passwd"', "no such time zone"),
        ('currency = "EUR"', 'currency = "EURO"', "'EURO' is no currency's code such as EUR"),
        ('name = "Luma"', 'name = "Lu\\u0000ma"', "has characters nobody can see"),
        ('name = "Luma"', 'name = "  "', "[salon]: name: it is empty"),
        ('name = "Luma"', "name = 1979-05-27", "name: a date is no text in quotes"),
        ('name = "Luma"', f'name = "{"x" * 300}"', "300 characters, 200 at most"),
        ('slug = "demo"', 'slug = "De Mo"', "is no name for addresses"),
        ('grid = "15 min"', "grid = 25", "grid: 25 min do not divide an hour"),
        ('horizon = "400 days"', 'horizon = "36 h"', "'36 h' is not in whole days"),
        ('mon = ["09:00-20:00"]', 'monday = "9-5"', "hours: 'monday' is not known here; did you"),
        ('mon = ["09:00-20:00"]', 'mon = ["09:00-09:00"]', "'09:00-09:00' ends as it begins"),
        ('mon = ["09:00-20:00"]', 'mon = ["9:75-20:00"]', "an hour has no minute beyond 59"),
        ('mon = ["09:00-20:00"]', 'mon = ["25:00-26:00"]', "begins the next day"),
        (
            'mon = ["09:00-20:00"]',
            'mon = ["09:00-12:00", "11:00-15:00"]',
            "mon: 11:00 comes before 12:00: stretches go up, apart",
        ),
        (
            "[hours]",
            "[holidays]\n2026-02-30 = []\n[hours]",
            "'2026-02-30': this is a date no calendar has",
        ),
        ("[hours]", "[holidays]\nxmas = []\n[hours]", "'xmas': this is no date such as 2026-12-24"),
        ("[hours]", "[holidays]\n2026-12-24 = 5\n[hours]", "5 is no stretch of time such as"),
        ('needs = ["colour_station"]', 'needs = ["colour"]', "'colour': no such kind of resource"),
        ('work = ["0-45", "75-120"]', 'work = ["0-45", "40-60"]', "40 comes before 45"),
        ('work = ["0-45", "75-120"]', 'work = ["0-45", "75-121"]', "121 is after the end at 120"),
        ('key = "colour"', 'key = "haircut"', "service 'haircut': stands in the file twice"),
        ('name = "Cem"', 'name = "Ana"', "[[staff]] | staff 'Ana': stands in the file twice"),
        ('name = "Cem"', 'name = "Kim"\nformerly = "Bea"', "staff 'Kim': stands in the file twice"),
        ('name = "Right window chair"', 'name = "Left window chair"', "stands in the file twice"),
        ('"hair cut", ', '"cut", ', "service 'haircut': aliases: 'cut' stands there twice"),
        ("[policy]", '[policy]\ndeposit_asked = "none"', "[policy]: 'deposit_asked' is not known"),
        ('\ncosts = "50 %"', "\ncosts = 50", "[policy], cancel 1: costs: 50 is no share such as"),
        ('costs = "50 %"', 'costs = "120 %"', "is no share up to 100 %"),
        ('under = "24 h"', 'under = "90 min"', "under: '90 min' is not in whole hours"),
        ('rate = "0 %"', 'rate = "19.123 %"', "is no share up to 100 %"),
        ("included = true", 'included = "yes"', "'yes' is neither true nor false"),
        ('deposit = "20.00"', 'deposit = "some"', 'is neither "none", "full", "25 %" nor an'),
        ("lon = 13.4012", "", "[place]: lat and lon go together"),
        ("lat = 52.5286", "lat = 95", "lat: 95 is no number from -90 to 90"),
        ("rating = 4.8", "rating = 4.85", "rating: 4.85: 1 digits after the point at most"),
        ("[listing]", '[[listing]]\n"x" = 1', "listing: a list is no table"),
        ("[facts.parking]", "[facts.parkin]", "[facts]: 'parkin' is not known here; did you mean"),
        ("[facts.parking]", "[facts.parking]\nDE = 'Ja.'", "[facts.parking]: 'DE' is no code of a"),
        ('de = "Bar und mit Karte."', 'de = ""', "[facts.payment]: de: it is empty"),
        ('de = "Bar und mit Karte."', "de = 5", "[facts.payment]: de: 5 is no text in quotes"),
        ('de = "Bar und mit Karte."', f'de = "{"x" * 201}"', "201 characters, 200 at most"),
        (HAIRCUT, "names = {}", "names is missing"),
        ('names = { de = "Haarschnitt", en', 'names = { "d e" = "H", en', "no code of a language"),
        (
            'services = ["haircut", "beard_trim"]',
            'services = ["haircut", "beard_trim"]\noverrides = { colour = { time = 5 } }',
            "overrides: 'colour': no such service among theirs",
        ),
        ('services = ["haircut", "beard_trim"]', "services = 5", "5 is no list [...]"),
        ("[salon]", "service = 5\n[salon]", "Cannot"),
    ],
)
def test_each_mistake_is_told_with_its_line(old: str, new: str, said: str) -> None:
    found = wrong(old, new)
    assert any(said in one for one in found), found


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = GOOD.replace('price = "', 'price = "x').replace("[staff.hours]", "[staff.ours]")
    found = problems(text)
    assert len(found) == 6 + 3
    assert [one.line for one in found] == sorted(one.line for one in found)
    assert len({one.line for one in found}) == 9


@pytest.mark.parametrize(
    ("given", "line", "said"),
    [
        (b"", 1, "[salon] is missing"),
        (b"[salon]\nname = \n", 2, "Invalid value"),
        (b"[salon]\nname = 'a\x00b'\n", 2, "character"),
        (b"[salon]\nname = '\xff'\n", 2, "this is not text in UTF-8"),
        (b"[salon]\nname = 'a", 2, "xpected"),
        (b"# fine\n" * 1_500_000, 1, "the file has more than 400,000 bytes"),
        (b"\n\na = " + b"[" * 9_000, 3, "brackets within brackets"),
        (b"\na = " + b"{ a = " * 1_500, 2, "brackets within brackets"),
        (b"a = [\n" + b"[\n" * 50_000, 41, "brackets within brackets"),
        (b"\na = " + b"9" * 5_000, 2, "a number of too many digits"),
        (b"\n" + b"a." * 100_000 + b"b = 1", 2, "200,005 characters on one line"),
        (b"[salon]\nslug = 'x'\nslug = 'y'", 3, "verwrite"),
    ],
)
def test_hostile_bytes_are_refused_with_a_line(given: bytes, line: int, said: str) -> None:
    first = problems(given)[0]
    assert (first.line, said in first.text) == (line, True), first


def test_a_file_without_a_slug_belongs_to_no_salon() -> None:
    assert slug(GOOD.encode()) == "demo"
    with pytest.raises(Refused) as refused:
        slug(b"[salon]\nname = 'x'\n")
    assert refused.value.facts["problems"] == (
        Problem(1, "[salon]: currency is missing"),
        Problem(1, "[salon]: language is missing"),
        Problem(1, "[salon]: slug is missing"),
        Problem(1, "[salon]: zone is missing"),
    )


def test_two_services_without_a_key_are_not_the_same() -> None:
    text = GOOD.replace('key = "haircut"\n', "").replace('key = "colour"\n', "")
    said = [one.text for one in problems(text)]
    assert [one for one in said if "twice" in one] == []
    assert said.count("service 1: key is missing") == said.count("service 2: key is missing") == 1


def test_what_a_file_says_cannot_paint_the_terminal() -> None:
    text = GOOD.replace("[hours]", '[holidays]\n"\\u001b[31m" = []\n[hours]\n"\\u001b[2J" = 1')
    said = [one.text for one in problems(text)]
    assert len(said) == 2
    assert all(one.isprintable() for one in said)


_JUNK = st.recursive(
    st.sampled_from(["1", '"x"', "true", "2026-01-01", "1.5", "nan", '"09:00-10:00"', "''"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]"),
        st.lists(inner, max_size=2).map(
            lambda parts: f"{{ {', '.join(f'k{n} = {one}' for n, one in enumerate(parts))} }}"
        ),
    ),
    max_leaves=6,
)


@given(st.data())
def test_any_value_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    lines = GOOD.split("\n")
    pairs = [number for number, line in enumerate(lines) if " = " in line and line[0] != " "]
    for number in data.draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=4)):
        key = lines[number].partition(" = ")[0]
        lines[number] = f"{key} = {data.draw(_JUNK)}"
    text = "\n".join(line for line in lines if not line.startswith(("  ", "]")))
    text = text.replace("aliases = [\n", "aliases = []\n")
    for one in problems(text):
        assert 1 <= one.line <= text.count("\n") + 1
        assert one.text


def test_the_place_of_every_key_is_known() -> None:
    text = '''\
a = 1  # = b
"b.c" = """
x = 1 "" \\""" [
"""
d . "e" = [ "x=[", # ]
  '#', { f = [1,
2] } ]
[[g]]
[[g]]
h = \'\'\'
]\'\'\'
[g.i]
j = { k = 2026-01-01 00:00:00, l = "\\"" }
[[g.m]]
n = 1
'''
    assert locate(text) == {
        ("a",): 1,
        ("b.c",): 2,
        ("d",): 5,
        ("d", "e"): 5,
        ("d", "e", 0): 5,
        ("d", "e", 1): 6,
        ("d", "e", 2): 6,
        ("d", "e", 2, "f"): 6,
        ("d", "e", 2, "f", 0): 6,
        ("d", "e", 2, "f", 1): 7,
        ("g", 0): 8,
        ("g", 1): 9,
        ("g", 1, "h"): 10,
        ("g", 1, "i"): 12,
        ("g", 1, "i", "j"): 13,
        ("g", 1, "i", "j", "k"): 13,
        ("g", 1, "i", "j", "l"): 13,
        ("g", 1, "m", 0): 14,
        ("g", 1, "m", 0, "n"): 15,
    }
