"""Number words of a language laid out as a table."""

from collections.abc import Iterable, Mapping, Sequence

from dialog.understand.signs import Kind, Meaning


def counted(rows: Mapping[int, str], kind: Kind = Kind.NUMBER) -> dict[Meaning, str]:
    """Lay out rows of words, each counting on from its first number."""
    return {
        (kind, value): word.replace("_", " ").replace("|", ", ")
        for first, row in rows.items()
        for value, word in enumerate(row.split(), first)
    }


def tails(zeros: Iterable[str], ones: Sequence[str]) -> dict[Meaning, str]:
    """Lay out the minutes below ten that a spoken zero leads: "oh five", "oh 5"."""
    zeros = tuple(zeros)
    return {
        (Kind.TAIL, value): ", ".join(f"{zero} {form}" for zero in zeros for form in (one, value))
        for value, one in enumerate(ones[:9], 1)
    }


def joined(
    tens: Mapping[int, str], ones: Iterable[str], links: Iterable[str]
) -> dict[Meaning, str]:
    """Lay out the numbers above twenty that are a ten, a link, a one: "trinta e cinco"."""
    links = tuple(links)
    return {
        (Kind.NUMBER, ten + value): ", ".join(
            f"{word}{link}{form}" for link in links for form in one.split("|")
        )
        for ten, word in tens.items()
        for value, one in enumerate(ones, 1)
    }
