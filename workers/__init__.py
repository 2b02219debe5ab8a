"""The hands: each background job one small file."""
