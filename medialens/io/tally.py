"""Tally: why records were not kept, counted, for the message where none was."""

from collections import Counter
from dataclasses import dataclass, field

from medialens.errors import EmptyError
from medialens.io.registry import Reject, Skip, reader_names

REASONS_LIMIT = 1_000  # different reasons that are counted


@dataclass
class Tally:
    """Count the reasons of rejects and the rules of skips.

    Parameters
    ----------
    reasons : Counter
        Rejects by reason; after `REASONS_LIMIT` different ones only these are counted.
    rules : Counter
        Skips by rule.
    """

    reasons: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    def take(self, outcome: Reject | Skip) -> None:
        """Count a reject or a skip."""
        if isinstance(outcome, Skip):
            self.rules[outcome.rule] += 1
        elif len(self.reasons) < REASONS_LIMIT or outcome.reason in self.reasons:
            self.reasons[outcome.reason] += 1

    def empty(self, shown: str) -> EmptyError:
        """Return the error for a collection, called `shown`, that holds no article."""
        if self.reasons:
            reason, n, total = _most_frequent(self.reasons)
            said = f"{n:,} of {total:,} rejected because: {reason}"
        elif self.rules:
            rule, n, total = _most_frequent(self.rules)
            said = f"{n:,} of {total:,} records are left out by the rule: {rule}"
        else:
            read = ", ".join(reader_names())
            said = f"it holds no record; medialens reads files of the formats {read}"
        return EmptyError(f"no readable article in {shown}: {said}")


def _most_frequent(counted: Counter[str]) -> tuple[str, int, int]:
    """Return the most frequent, how often it is, and how many there are in all."""
    most, n = counted.most_common(1)[0]
    return most, n, counted.total()
