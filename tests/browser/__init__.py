"""Pages in a real browser, served by the real demo."""
