"""WhatsApp through Meta's Cloud API, in its own words."""
