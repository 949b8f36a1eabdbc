"""The texts of a report's interface, one file a language."""
