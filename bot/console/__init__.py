"""The operators' console: one slice per page."""
