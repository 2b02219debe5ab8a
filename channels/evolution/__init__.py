"""WhatsApp through a linked device, by way of a salon's own Evolution API."""
