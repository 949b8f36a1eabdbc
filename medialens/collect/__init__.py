"""Collecting: articles of feeds and sitemaps, fetched politely into a local collection.

The one part of medialens that uses the network, and only through `medialens.collect.fetching`.
"""
