"""The web doors: webhooks, the web chat, what guards them."""
