"""Reading and writing: one module a format, a registry, rejects, export."""
