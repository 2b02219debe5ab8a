"""Rules that read days, clock times, ranges of both."""
