"""Whom a booking is for, as a request says it."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from booking import contacts, customers
from booking.catalogue import Catalogue
from booking.customers import Given as Said
from bot.api.problems import Problem, wrong
from bot.api.shapes import Given
from foundation import ids
from foundation.db import Tx
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import CustomerId

_FIELDS = {
    "not_a_phone": "phone",
    "not_an_email": "email",
    "not_a_name": "name",
    "not_a_language": "language",
    "not_a_preference": "preferences",
}

Name = Annotated[str, Field(min_length=1, max_length=contacts.LONGEST_NAME)]
Phone = Annotated[str, Field(min_length=1, max_length=40)]
Mail = Annotated[str, Field(min_length=1, max_length=254)]
Language = Annotated[str, Field(min_length=2, max_length=35, description="BCP 47, like de-AT")]


class PersonGiven(Given):
    """A customer by `id`, or a new one by what is said of them."""

    id: UUID | None = None
    name: Name | None = None
    phone: Phone | None = None
    email: Mail | None = None
    language: Language | None = None

    @model_validator(mode="after")
    def _one_or_the_other(self) -> "PersonGiven":
        said = self.model_fields_set - {"id"}
        if self.id is not None and said:
            raise ValueError("give an id, or what is said of somebody new")
        if self.id is None and not self.name:
            raise ValueError("give an id, or a name at least")
        return self


async def meet(
    tx: Tx, house: House, catalogue: Catalogue, given: PersonGiven, at: str
) -> CustomerId:
    """Give the customer, who is made if they are new; `at` is where the request names them."""
    if given.id is not None:
        await must_be_known(tx, house, given.id, f"{at}/id")
        return CustomerId(given.id)
    said = Said(**given.model_dump(exclude_unset=True, exclude={"id"}))  # type: ignore[typeddict-item]  # the same fields
    made = CustomerId(ids.new())
    try:
        await customers.keep(tx, house.vault, made, said, region=contacts.region_of(catalogue.zone))
    except Refused as refusal:
        raise misread(refusal, at) from None
    return made


async def must_be_known(tx: Tx, house: House, customer_id: UUID, at: str) -> None:
    """Raise Problem, 422, for an id that is nobody's here, foreign or made up."""
    try:
        await customers.read(tx, house.vault, CustomerId(customer_id))
    except Refused:
        raise wrong(at, "the salon has no such customer") from None


def misread(refusal: Refused, at: str = "", *, pointer: bool = True) -> Problem | Refused:
    """Name the field that cannot be what it says; any other refusal stays what it is.

    A field of a body goes by its `pointer`, a parameter by its name.
    """
    field = _FIELDS.get(refusal.key)
    if field is None:
        return refusal
    return wrong(f"{at}/{field}" if pointer else field, refusal.key.replace("_", " "))
