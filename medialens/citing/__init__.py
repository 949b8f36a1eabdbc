"""Citing: methods as sentences, the literature, and where a collection comes from."""
