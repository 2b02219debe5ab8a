"""The JSON API: what programs of a salon may ask, what they may do."""
