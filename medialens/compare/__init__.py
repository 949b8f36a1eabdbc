"""Comparison: profiles, differences, voices, keyness."""
