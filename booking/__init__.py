"""The room of the diary: salons, staff, holds, bookings."""
