"""Widgets: views for JupyterLab whose scripts and styles come with the package.

They need ``pip install 'medialens[lab]'``; nothing is fetched when they are shown. `code` is the
coding widget: a sheet, item by item, with the machine's answers held back until one has committed.
`explore` shows a study as linked views, from a number to the sentences and the article behind it.
"""

from medialens.widgets.coding import Coding, code
from medialens.widgets.exploring import Explorer, explore
from medialens.widgets.items import Items
from medialens.widgets.machine import machine_codes
from medialens.widgets.questions import Choice, Question

__all__ = [
    "Choice",
    "Coding",
    "Explorer",
    "Items",
    "Question",
    "code",
    "explore",
    "machine_codes",
]
