"""What every page of ours stands on: assets, templates, live streams."""
