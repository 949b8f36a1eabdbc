"""Each piece of our work beside a peer in the same run: `python -m benchmarks.peers`.

Both sides run in turn, each in a process of its own; minimum and median of the runs are told.
"""
