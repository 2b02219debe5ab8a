"""The floor: what every room stands on."""
