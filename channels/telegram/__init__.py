"""Telegram, spoken to in the Bot API's own words."""
