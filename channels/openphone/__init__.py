"""SMS through OpenPhone, lately named Quo, in both generations of its webhooks."""
