"""Every room's tables in one MetaData, so that a test can compare it with the schema."""

import booking.tables
import foundation.tables
from foundation.db import metadata

__all__ = ["metadata"]
