"""Templates: what may be said to customers who have been silent for too long."""
