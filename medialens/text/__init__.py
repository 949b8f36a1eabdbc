"""Pure string work: sentences, words, zones, concordance."""
