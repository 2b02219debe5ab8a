"""Rules that understand what a customer writes."""
