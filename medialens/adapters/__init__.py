"""Adapters: a text classifier, or a language model behind an address, as a scorer.

Both are written against `medialens.score.Scorer` and registered by one line::

    from medialens.adapters import ChatScorer, ClassifierScorer

    ml.register_scorer("mine", lambda: ClassifierScorer.load("models/my-classifier"))
    ml.register_scorer("llama", lambda: ChatScorer("http://localhost:11434/v1", "llama3.2"))
    ml.analyse(corpus, scorer="mine")
"""

from medialens.adapters.chat import ChatScorer
from medialens.adapters.classifier import ClassifierScorer

__all__ = ["ChatScorer", "ClassifierScorer"]
