"""What guests of the studio ask for, chosen so that they get into each other's way."""

from datetime import datetime
from uuid import UUID

from booking.plan import Want, Wish
from tests.booking.studio import (
    ANA,
    BEA,
    BRIDAL,
    BROW,
    CEM,
    COLOUR,
    CUT,
    MASSAGE,
    TREATMENT,
    YOGA,
)

_ANY_CUT = (Want(CUT.id),)
_ANA_CUT = (Want(CUT.id, (ANA.id,)),)
_BEA_CUT = (Want(CUT.id, (BEA.id,)),)
_CEM_CUT = (Want(CUT.id, (CEM.id,)),)
_BEA_COLOUR = (Want(COLOUR.id, (BEA.id,)),)
_CEM_COLOUR = (Want(COLOUR.id, (CEM.id,)),)
_MASSAGE = (Want(MASSAGE.id),)
_ANA_MASSAGE = (Want(MASSAGE.id, (ANA.id,)),)
SINGLE: tuple[Wish, ...] = (
    (_ANA_CUT,),
    (_BEA_CUT,),
    (_ANY_CUT,),
    ((Want(CUT.id, (ANA.id,), (TREATMENT.id,)),),),
    (_BEA_COLOUR,),
    (_CEM_COLOUR,),
    (_ANA_MASSAGE,),
    (_MASSAGE,),
    ((Want(BROW.id, (BEA.id,)),),),
    ((Want(BRIDAL.id),),),
    ((*_BEA_COLOUR, *_ANA_CUT),),
    ((*_ANA_CUT, *_BEA_CUT),),
    ((*_BEA_CUT, *_ANA_CUT),),
    ((Want(MASSAGE.id, (CEM.id,)), *_CEM_CUT),),
)
SEATS: tuple[Wish, ...] = (((Want(YOGA.id),),), ((Want(YOGA.id),), (Want(YOGA.id),)))
PARTIES: tuple[Wish, ...] = (
    (_ANA_CUT, _BEA_CUT),
    (_BEA_CUT, _ANA_CUT),
    (_ANY_CUT, _ANY_CUT),
    (_BEA_COLOUR, _ANA_CUT),
    (_ANA_MASSAGE, (Want(MASSAGE.id, (CEM.id,)),)),
)
WISHES = SINGLE + PARTIES + SEATS


def said(wish: Wish, start: datetime) -> str:
    """Say a wish in a few words."""
    known: dict[UUID, str] = {
        **{one.id: one.key for one in (CUT, COLOUR, MASSAGE, BROW, YOGA, BRIDAL)},
        **{one.id: one.name for one in (ANA, BEA, CEM)},
    }
    persons = (
        ", then ".join(
            " ".join([known[one.service], *(known[who] for who in one.staff)]) for one in each
        )
        for each in wish
    )
    return f"{' | '.join(persons)} at {start:%H:%M}"
