"""Finding a salon: one of many is looked for, asked about, chosen."""

from dialog.journeys.steps import Steps


class Salons(Steps):
    """The steps from a place on the map to a salon's own diary."""

    def seek(self) -> None:
        """Go on with the search."""
