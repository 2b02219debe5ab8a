"""The ids of what a salon's file names: the same names keep the same ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID, uuid5

from foundation.ids import SalonId


@dataclass(frozen=True, slots=True)
class Known:
    """A salon's id with those of its services and add-ons, stylists, resources by their names."""

    salon_id: SalonId
    services: Mapping[str, UUID] = field(default_factory=dict)
    staff: Mapping[str, UUID] = field(default_factory=dict)
    resources: Mapping[str, UUID] = field(default_factory=dict)

    def service(self, key: str, formerly: str = "") -> UUID:
        """Give the id of a service or an add-on."""
        return self._find("service", self.services, key, formerly)

    def stylist(self, name: str, formerly: str = "") -> UUID:
        """Give the id of a stylist."""
        return self._find("staff", self.staff, name, formerly)

    def resource(self, name: str, formerly: str = "") -> UUID:
        """Give the id of a room, a chair or a station."""
        return self._find("resource", self.resources, name, formerly)

    def _find(self, what: str, known: Mapping[str, UUID], name: str, formerly: str) -> UUID:
        found = known.get(name) or known.get(formerly)
        if found is not None:
            return found
        taken = set(known.values())  # by somebody renamed since: their id is not this one's
        numbered = (f"{what}/{name}" if one == 0 else f"{what}/{name}/{one}" for one in count())
        return next(made for one in numbered if (made := uuid5(self.salon_id, one)) not in taken)
