"""Signals: what a process that a test starts hears, wherever the tests themselves were started."""

import signal


def hear_interrupts() -> None:
    """Let a new process be interrupted: a shell lets what it starts with & ignore that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
