"""Rules that understand what a customer writes; `hear.understand` is the door."""
