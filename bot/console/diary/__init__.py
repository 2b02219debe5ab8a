"""The diary's page: who is in which chair when, with all that can be done about it."""
