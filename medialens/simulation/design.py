"""Design of a simulated collection: which outlets there are, and what is planted in each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

CAST = ("Ada Lorne", "Tomas Vrell", "Ines Okarro", "Jonas Haldt", "Mirela Stroud", "Pavo Quint")
NEUTRAL = 0.3  # share of sentences that judge nobody


@dataclass(frozen=True)
class Press:
    """One outlet and what is planted in it.

    Parameters
    ----------
    name : str
        The outlet.
    n_articles : int
        How many articles it prints, copies included.
    stance : mapping of str to float
        Own-voice stance per actor, the expected mean of a sentence: -0.3 to +0.3. Actors that are
        not named here get 0.
    slant : mapping of str to float
        The same for the words of the sources that the outlet chooses.
    selection : float
        Which events it covers: 0 any, +1 rather good news, -1 rather bad news.
    distance : float
        Share of its reports that use a distancing verb ("claimed"), 0 to 1.
    words : mapping of str to float
        Words of its own liking, with their rate per 1,000 words.
    copied : float
        Share of its articles that are one text printed `fold` times, 0 to 1.
    fold : int
        How often each such text is printed.
    """

    name: str
    n_articles: int = 60
    stance: Mapping[str, float] = field(default_factory=dict)
    slant: Mapping[str, float] = field(default_factory=dict)
    selection: float = 0.0
    distance: float = 0.2
    words: Mapping[str, float] = field(default_factory=dict)
    copied: float = 0.0
    fold: int = 4


@dataclass(frozen=True)
class Design:
    """A simulated collection.

    Parameters
    ----------
    outlets : tuple of Press
        The outlets, two at least for a comparison.
    actors : tuple of str
        Names of the persons in the news; every article speaks of each with `presence`.
    n_events : int
        Events in the news.
    tone : float
        How good or bad news an event can be for everybody in it: drawn between -tone and +tone.
    spread : float
        How much articles of one outlet on one event differ: drawn between -spread and +spread.
    presence : float
        Probability that an article speaks of an actor.
    n_sentences : float
        Mean number of sentences about an actor in each voice, one at least in the own voice.
    n_days : int
        Days over which the events spread.

    Raises
    ------
    ValueError
        If a planted value, with tone and spread, goes beyond what sentences can express: with
        30 % of the sentences neutral the mean lies between -0.7 and +0.7.
    """

    outlets: tuple[Press, ...]
    actors: tuple[str, ...] = CAST[:2]
    n_events: int = 40
    tone: float = 0.2
    spread: float = 0.2
    presence: float = 0.8
    n_sentences: float = 3.0
    n_days: int = 90

    def __post_init__(self) -> None:
        names = [press.name for press in self.outlets]
        if len(set(names)) < len(names):
            raise ValueError(f"outlets={names}: each needs a name of its own")
        for press in self.outlets:
            self._check(press)

    def _check(self, press: Press) -> None:
        room = 1 - NEUTRAL - self.tone - self.spread
        for kind, planted in (("stance", press.stance), ("slant", press.slant)):
            for actor, value in planted.items():
                if actor not in self.actors:
                    raise ValueError(f"{kind}[{actor!r}] of {press.name}: actors={self.actors}")
                if abs(value) > room + 1e-9:
                    raise ValueError(
                        f"{kind}[{actor!r}]={value} of {press.name}: with tone={self.tone} and "
                        f"spread={self.spread} at most {room:.2f} in size can be planted"
                    )
        if not (0 <= press.copied <= 1 and 0 <= press.distance <= 1 and press.fold >= 1):
            raise ValueError(f"copied, distance (0 to 1) or fold (1 or more) of {press.name}")
