"""Widgets: views for JupyterLab whose scripts and styles come with the package.

They need ``pip install 'medialens[lab]'``; nothing is fetched when they are shown.
"""
