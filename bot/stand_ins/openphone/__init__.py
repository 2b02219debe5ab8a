"""A stand-in of OpenPhone's (Quo's) API, for tests, a developer's own chat."""
