"""Every room's tables in one MetaData, so that a test can compare it with the schema."""

import booking.tables  # noqa: F401 - declares its tables in the MetaData
import bot.api.tables
import bot.console.tables  # noqa: F401 - as above
import channels.tables  # noqa: F401 - as above
import dialog.tables  # noqa: F401 - as above
import foundation.tables  # noqa: F401 - as above
from foundation.db import metadata

__all__ = ["metadata"]
