"""The packaged model: an encoder that reads a sentence with its target marked, and its heads."""
