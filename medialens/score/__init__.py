"""Scoring: one module a scorer, and their registry."""
