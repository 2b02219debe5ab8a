"""Side questions: answered from the salon's own facts before what was open goes on."""

from dialog import facts
from dialog.effects import CallHuman, LookUpRating, Say
from dialog.events import RatingFound
from dialog.journeys.steps import Steps
from dialog.phrases.words import Count, Stars
from dialog.understand.reading import Intent, Topic

_OF_SERVICES = frozenset({Topic.PRICE, Topic.DURATION, Topic.SERVICES})
_ABOUT_SERVICE = _OF_SERVICES | {Topic.STAFF, Topic.POLICY, Topic.PAYMENT}


class Asking(Steps):
    """The steps that tell what the salon's door, its price list, its terms say."""

    def only_asks(self) -> bool:
        """They ask; what stands beside the question is what it is about, no wish.

        Who asks for the price of something before anything is wished for is told it with times.
        """
        said, asks = self.said, set(self.said.asks)
        if not asks or self.intent is not Intent.ASK or self.offer is not None:
            return False
        fresh = self.session.draft.service is None and asks <= _OF_SERVICES
        if said.service and (fresh or not asks & _ABOUT_SERVICE):
            return False
        if said.when and Topic.HOURS not in asks:
            return False
        return not (said.staff or said.any_staff) or Topic.STAFF in asks

    def answer(self) -> None:
        """Answer, then repeat the open question; nothing that is wished for changes."""
        self.draft = self.session.draft
        self.effects += self._answers(self.said.asks)
        if Topic.RATING in self.said.asks:
            self.effects.append(LookUpRating())
        else:
            self._repeat_question()

    def tell_rating(self) -> None:
        """Tell how guests have rated the salon, then repeat the open question."""
        found = self.event
        if isinstance(found, RatingFound) and found.stars is not None:
            rated: dict[str, object] = {"stars": Stars(found.stars), "count": Count(found.count)}
            self.effects.append(Say("rated", rated))
        else:
            self.effects.append(Say("not_rated"))
        self._repeat_question()

    def complains(self) -> bool:
        """They are unhappy with a visit."""
        return self.intent is Intent.COMPLAINT

    def pass_complaint(self) -> None:
        """Say sorry, leave it to a person, who sees the customer's visits beside the words."""
        self.draft = self.session.draft
        self.effects += [CallHuman(), Say("complaint")]
        self.changes["waiting"] = True

    def _answer_beside(self) -> None:
        """Answer first what was asked beside a wish; a new service is told with its price."""
        if self.intent is Intent.ASK and self.only_asks():
            return
        told = _OF_SERVICES if self.said.service else frozenset[Topic]()
        asks = tuple(one for one in self.said.asks if one not in {*told, Topic.RATING})
        self.effects[:0] = self._answers(asks)

    def _answers(self, asks: tuple[Topic, ...]) -> list[Say]:
        said, draft = self.said, self.session.draft
        about = facts.About(
            services=said.service or draft.services,
            staff=said.staff,
            days=tuple(one.first for one in said.when if one.first is not None),
        )
        return [one for topic in asks for one in facts.told(topic, about, self.catalogue)]
