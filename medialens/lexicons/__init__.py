"""Word lists written for medialens, each with its sources."""
