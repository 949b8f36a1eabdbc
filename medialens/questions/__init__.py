"""Questions: what can be asked of a study, by what it is asked of."""
