"""A stand-in of the WhatsApp Cloud API, for tests, a developer's own chat."""
