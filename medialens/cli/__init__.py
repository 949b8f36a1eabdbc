"""The medialens command: each subcommand parses, calls one public function, prints.

Results go to stdout, progress and messages to stderr. Exit status: 0 done, 1 part of it failed,
2 misuse, 3 nothing produced, 75 locked, 130 interrupted, 143 ended.
"""

from medialens.cli import rendering, tables, teaching, validating
from medialens.cli.group import main

__all__ = ["main", "rendering", "tables", "teaching", "validating"]
