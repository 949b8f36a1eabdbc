"""Figures: one module a figure; each draws on the axes it is given."""
