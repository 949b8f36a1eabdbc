"""Measurements that take a data set or a minute; see README.md."""
