"""A stand-in of an Evolution API server, for tests, a developer's own chat."""
