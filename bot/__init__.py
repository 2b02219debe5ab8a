"""The roof: web doors, console, command line, wiring."""
