"""A stand-in of Twilio's messaging API, for tests, a developer's own chat."""
