"""The sentences of a salon's file that tell what guests ask for."""

from booking.facts import TOPICS, Facts
from booking.salon_file import values
from booking.salon_file.section import Section

_MOST = 200


def facts(top: Section) -> Facts:
    """Read the sentences by topic, by language; a topic that is left out is not known."""
    one = top.inner("facts", "[facts]")
    found = {topic: _sentences(one.inner(topic, f"[facts.{topic}]")) for topic in TOPICS}
    one.done()
    return Facts({topic: by_language for topic, by_language in found.items() if by_language})


def _sentences(one: Section) -> dict[str, str]:
    found = {}
    for language in one.table:
        try:
            found[values.language(language)] = one.get(language, values.text(_MOST), "")
        except values.Wrong as wrong:
            one.wrong(str(wrong), language)
    return dict(sorted(found.items()))
