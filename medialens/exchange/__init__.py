"""Exchange: a study for other programs - networks, qualitative coding, sequence labels."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from medialens.exchange.conll import write_conll
from medialens.exchange.dna import write_dna
from medialens.exchange.qda import write_qda
from medialens.pipeline import Tables

Writer = Callable[[pd.DataFrame, Tables, Path], Path]

WRITERS: dict[str, Writer] = {"conll": write_conll, "dna": write_dna, "qda": write_qda}

__all__ = ["WRITERS", "Writer", "write_conll", "write_dna", "write_qda"]
