"""What each channel can carry, known without loading its adapter."""

from datetime import timedelta
from typing import Final

from channels.message import Limits, Pace

# Telegram takes 100 buttons; beyond two dozen rows a numbered list reads better. About 30 messages
# a second over all chats, 1 a second to each.
TELEGRAM: Final = Limits(text=4096, buttons=24, title=64, pace=Pace(most=30, every=1))
WEB: Final = Limits(text=4096, buttons=24, title=64)
# 80 a second per number; 1 in 6 s to one customer, short bursts allowed.
WHATSAPP: Final = Limits(
    text=4096, prompt=1024, buttons=3, title=20, rows=10, row_title=24, wide=True,
    pace=Pace(most=80, every=6, burst=10), window=timedelta(hours=24),
)  # fmt: skip
# Buttons of a linked device often do not show: numbers always do. A number that sends like a
# machine gets banned, at a speed that nobody publishes.
EVOLUTION: Final = Limits(text=4096, buttons=0, pace=Pace(most=5, every=1, burst=3))
# Twilio queues by itself what a number may not send yet; its API takes far more than this.
TWILIO: Final = Limits(
    text=1600,
    buttons=0,
    wide=True,
    gsm=True,
    answers_stop=True,
    pace=Pace(most=10, every=1, burst=3),
)
# 10 requests a second per key.
OPENPHONE: Final = Limits(
    text=1600, buttons=0, wide=True, gsm=True, pace=Pace(most=10, every=1, burst=3)
)
