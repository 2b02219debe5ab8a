"""What an Evolution server refuses, in its own words."""

from http import HTTPStatus

from bot.stand_ins.door import Answer, Refusal, gateway
from bot.stand_ins.faults import Fault


def refuse(status: int, message: object = None) -> Refusal:
    """Make a refusal; `message` is what the server's frame holds."""
    phrase = HTTPStatus(status).phrase
    response = {"message": phrase if message is None else message}
    return Refusal(Answer(status, {"status": status, "error": phrase, "response": response}))


def lacks(name: str) -> Refusal:
    """Make the refusal of a request that lacks something."""
    return refuse(400, [[f'instance requires property "{name}"']])


def nobody(number: str) -> Refusal:
    """Make the refusal of a number that has no WhatsApp."""
    return refuse(400, [{"jid": f"{number}@s.whatsapp.net", "exists": False, "number": number}])


def failure(fault: Fault) -> Answer:
    """Give the answer of a scripted failure by its status."""
    status = int(fault.kind)
    if status in {502, 503, 504}:
        return gateway(status)
    answer = refuse(status).answer
    wait = {"Retry-After": f"{fault.retry_after:.0f}"} if status == 429 else {}
    return Answer(status, answer.said, wait)
