"""A salon as one readable file: read, checked, compared, written."""
