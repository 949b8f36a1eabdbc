"""Comparison: profiles and differences with intervals, who speaks, coverage, keyness, evidence.

The article is the unit of inference, after the copies of one text within an outlet are collapsed.
Sentences and words are never treated as independent observations, except where a column says so.
"""
