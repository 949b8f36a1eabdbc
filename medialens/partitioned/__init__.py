"""Partitioned: collections larger than memory, as Parquet by month and outlet.

`partition` writes one, batch by batch; `Partitioned` opens it. What a question needs is read part
by part and added up: nothing here grows with the texts. `PartitionedStudy` answers with the same
tables as `medialens.Study`.
"""

from medialens.io.named import is_partitioned
from medialens.partitioned.store import Partitioned
from medialens.partitioned.study import PartitionedStudy
from medialens.partitioned.writing import opened, partition

__all__ = ["Partitioned", "PartitionedStudy", "is_partitioned", "opened", "partition"]
