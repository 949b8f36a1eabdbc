"""The recipe of the packaged model, from raw data to `medialens/models`; see README.md."""
