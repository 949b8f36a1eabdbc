"""Annotation: copies, actors, attributions, voices."""
