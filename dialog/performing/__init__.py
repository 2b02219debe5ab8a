"""The hands of each journey: its effects carried out, their answers given as events."""
