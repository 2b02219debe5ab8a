"""What each channel can carry, known without loading its adapter."""

from typing import Final

from channels.message import Limits

# Telegram takes 100 buttons; beyond two dozen rows a numbered list reads better.
TELEGRAM: Final = Limits(text=4096, buttons=24, title=64)
WEB: Final = Limits(text=4096, buttons=24, title=64)
WHATSAPP: Final = Limits(
    text=4096, prompt=1024, buttons=3, title=20, rows=10, row_title=24, wide=True
)
# Buttons of a linked device often do not show: numbers always do.
EVOLUTION: Final = Limits(text=4096, buttons=0)
TWILIO: Final = Limits(text=1600, buttons=0, wide=True, gsm=True)
OPENPHONE: Final = Limits(text=1600, buttons=0, wide=True, gsm=True)
