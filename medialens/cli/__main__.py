"""``python -m medialens.cli``."""

from medialens.cli import main

main()
