"""Widgets: views for JupyterLab whose scripts and styles come with the package.

They need ``pip install 'medialens[lab]'``; nothing is fetched when they are shown. `code` is the
coding widget: a sheet, item by item, with the machine's answers held back until one has committed.
"""

from medialens.widgets.coding import Coding, code
from medialens.widgets.items import Items
from medialens.widgets.machine import machine_codes
from medialens.widgets.questions import Choice, Question

__all__ = ["Choice", "Coding", "Items", "Question", "code", "machine_codes"]
