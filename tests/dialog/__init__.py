"""The dialog, pure parts first."""
