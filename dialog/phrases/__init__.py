"""What the bot says: phrases by key, typed values, gettext catalogues."""
