"""Simulated collections: outlets with planted habits, to test measures and to plan studies."""

from medialens.simulation.design import Design, Press
from medialens.simulation.draw import Simulation, simulate
from medialens.simulation.power import power

__all__ = ["Design", "Press", "Simulation", "power", "simulate"]
