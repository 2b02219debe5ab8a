"""A stand-in of the Telegram Bot API, for tests, benchmarks, a developer's own chat."""
