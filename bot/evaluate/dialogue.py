"""Recorded searches for a salon replayed through the product's own understanding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from booking.catalogue import Catalogue
from dialog import listen
from dialog.events import Heard
from dialog.machine import step
from dialog.quest import Act, Doing, Quest, Stage
from dialog.session import Session, State
from dialog.understand.directory import About, Facet, Fact
from dialog.understand.hear import understand
from dialog.understand.reading import When
from foundation.ids import SalonId

Line = Mapping[str, object]
Action = Mapping[str, object]

_ZONE = ZoneInfo("UTC")
_DESK = Catalogue(
    salon_id=SalonId(UUID(int=0)), slug="", name="", zone=_ZONE, currency="USD", language="en",
    phone="", address="", opening={}, services=(), staff=(), grid=15, revision=0,
)  # fmt: skip
"""Nobody's salon: who searches has not chosen one yet."""

_DOING = {
    "REQUEST": Doing.ASK,
    "OFFER": Doing.OFFER,
    "CONFIRM": Doing.SUM_UP,
    "OFFER_INTENT": Doing.PROPOSE,
    "INFORM": Doing.TELL,
    "NOTIFY_SUCCESS": Doing.BOOKED,
    "NOTIFY_FAILURE": Doing.FAILED,
    "REQ_MORE": Doing.ANYTHING_ELSE,
}
_INTENTS = {
    Stage.NEW: "NONE",
    Stage.FINDING: "FindProvider",
    Stage.BOOKING: "BookAppointment",
    Stage.RESTING: "NONE",
}


@dataclass(frozen=True, slots=True)
class Schema:
    """How a file's service calls things: `name` is its slot for the salon, `facts` by slot.

    `kinds`, `facets` are the words its listings use for what they are, how they differ.
    """

    name: str
    kinds: tuple[str, ...]
    facets: tuple[Facet, ...]
    facts: Mapping[Fact, str]

    def slots(self) -> dict[str, About]:
        """Give what the file's slots are about."""
        return {
            self.name: About.PLACE,
            "city": About.CITY,
            "appointment_date": About.DAY,
            "appointment_time": About.TIME,
            **{one.key: About.FACET for one in self.facets},
        }


def _types(*names: str) -> tuple[Facet, ...]:
    return tuple(Facet("type", one, (one,)) for one in names)


_FACTS = {
    Fact.PHONE: "phone_number",
    Fact.ADDRESS: "street_address",
    Fact.RATING: "average_rating",
    Fact.CITY: "city",
}
SCHEMAS: Mapping[str, Schema] = {
    "Services_1": Schema(
        "stylist_name",
        ("salon", "hair salon", "hair stylist", "stylist", "barber"),
        (Facet("is_unisex", "True", ("unisex", "men and women")),),
        _FACTS,
    ),
    "Services_2": Schema(
        "dentist_name",
        ("dentist",),
        (Facet("offers_cosmetic_services", "True", ("cosmetic services", "cosmetic")),),
        {**_FACTS, Fact.ADDRESS: "address"},
    ),
    "Services_3": Schema(
        "doctor_name",
        ("doctor",),
        _types(
            "Gynecologist", "ENT Specialist", "Ophthalmologist", "General Practitioner",
            "Dermatologist",
        ),
        _FACTS,
    ),
    "Services_4": Schema(
        "therapist_name",
        ("therapist",),
        _types("Psychologist", "Family Counselor", "Psychiatrist"),
        _FACTS,
    ),
}  # fmt: skip
"""The vocabulary of each file's listings, as its own schema gives it."""


class Replay:
    """Reads dialogues line by line, in the file's order; a new `dialogue_id` begins anew."""

    def __init__(self) -> None:
        """Begin before the first dialogue."""
        self._dialogue: object = None
        self._session = Session()

    def predict(self, line: Line) -> Line:
        """Read one line; give what is wanted by then, in the file's own words.

        Raises KeyError for a missing field, ValueError for one that cannot be read.
        """
        schema = SCHEMAS.get(str(line["service"]))
        if schema is None:
            raise ValueError(f"service {line['service']}: known are {', '.join(SCHEMAS)}")
        if line["dialogue_id"] != self._dialogue:
            self._dialogue = line["dialogue_id"]
            self._session = _begun(schema)
        self._session = _turn(self._session, line, schema)
        return {"id": line["id"], **_answer(self._session.quest or Quest(), schema)}


def _begun(schema: Schema) -> Session:
    quest = Quest(kinds=schema.kinds, known_facets=schema.facets)
    return Session(state=State.SEEKING, quest=quest, greeted=True)


def _turn(session: Session, line: Line, schema: Schema) -> Session:
    slots = schema.slots()
    acts = [_act(one, slots) for one in _list(line["system_actions"]) if one["act"] in _DOING]
    session = session.said(acts, [str(one) for one in _list(line["known_names"])])
    now = datetime.combine(datetime.fromisoformat(str(line["ref_date"])).date(), time(), _ZONE)
    read = understand(str(line["user"]), listen.context(session, _DESK, now))
    return step(session, Heard(read), _DESK).session


def _list(value: object) -> list[dict[str, object]]:
    if not isinstance(value, list):
        raise ValueError("a list was expected")  # noqa: TRY004 - what a file holds is a value
    return value


def _act(action: Action, slots: Mapping[str, About]) -> Act:
    about = slots.get(str(action.get("slot", "")))
    value = next(iter(_values(action)), "")
    act = Act(_DOING[str(action["act"])], about)
    if about is About.PLACE and value:
        return replace(act, place=value)
    if about is About.DAY and value:
        day = datetime.fromisoformat(value).date()
        return replace(act, when=When(first=day, last=day))
    if about is About.TIME and value:
        hour, minute = value.split(":")
        return replace(act, when=When(start=int(hour) * 60 + int(minute), exact=True))
    return act


def _values(action: Action) -> list[str]:
    return [str(one) for one in _list(action.get("canonical") or action.get("values") or [])]


def _answer(quest: Quest, schema: Schema) -> dict[str, object]:
    state = {schema.name: quest.place, "city": quest.city, **_moment(quest.when)}
    state |= {one.key: one.value for one in quest.facets}
    asked = [schema.facts[one] for one in quest.asked] + list(quest.asked_of)
    return {
        "state": {slot: value for slot, value in state.items() if value},
        "active_intent": _INTENTS[quest.stage],
        "requested_slots": asked,
    }


def _moment(when: Sequence[When]) -> dict[str, str]:
    """Write the first reading; a stretch of the day is no time."""
    if not when:
        return {}
    first = when[0]
    moment: dict[str, str] = {}
    day = first.last if first.until else first.first
    if day is not None:
        moment["appointment_date"] = day.isoformat()
    edges = [one for one in (first.start, first.end) if one is not None]
    if len(edges) == 1:
        moment["appointment_time"] = f"{edges[0] // 60 % 24:02d}:{edges[0] % 60:02d}"
    return moment
