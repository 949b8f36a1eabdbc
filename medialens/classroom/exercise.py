"""An exercise: passages to judge by hand, the machine's answers kept back until one has judged."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from medialens.errors import EmptyError, MedialensWarning
from medialens.study import Study

SHEET = ["item", "outlet", "title", "sentence", "passage"]
MACHINE = ["item", "machine", "accepted", "why"]
PLACES = ["item", "article_id", "start", "end", "subject"]
REVEALED = ["item", "passage", "you", "machine", "is_agreed", "why"]


@dataclass(frozen=True)
class Exercise:
    """Items to judge, with the machine's answers and their reasons.

    Attributes
    ----------
    name : str
        Which exercise it is; `answer_key` finds the truth by it.
    question : str
        What is asked of every item.
    choices : tuple of str
        The answers to choose from; with ``speaking``, a speaker's name is an answer too.
    sheet : DataFrame
        What is shown, a row per item: ``item`` (from 1), ``outlet``, ``title``, ``sentence`` (to
        read) and ``passage`` (to judge). Nothing of the answers.
    machine : DataFrame
        What is kept back, a row per item: ``item``, ``machine``, ``accepted`` (forms of the answer
        that count as the same) and ``why``.
    places : DataFrame
        Where the item stands: ``item``, ``article_id``, ``start``, ``end`` (in the text) and
        ``subject`` (the actor or outlet that is asked about, if one is).
    """

    name: str
    question: str
    choices: tuple[str, ...]
    sheet: pd.DataFrame
    machine: pd.DataFrame
    places: pd.DataFrame
    ids: Mapping[str, str] = field(default_factory=dict, repr=False)
    names: Mapping[str, str] = field(default_factory=dict, repr=False)

    def blank(self) -> dict[int, str]:
        """Return a place for the answer to each item, empty."""
        return {int(item): "" for item in self.sheet["item"]}

    def reveal(self, answers: Mapping[int, str]) -> pd.DataFrame:
        """Show the machine's answers beside one's own, once every item has one.

        Parameters
        ----------
        answers : mapping of int to str
            Item to answer.

        Returns
        -------
        DataFrame
            One row per item: ``item``, ``passage``, ``you``, ``machine``, ``is_agreed``, ``why``.
            Empty while an item has no answer; a ``MedialensWarning`` names the open ones.
        """
        given = {item: str(answers.get(item, "")).strip() for item in self.blank()}
        if waiting := [str(item) for item, answer in given.items() if not answer]:
            warnings.warn(
                f"no answer yet for item {', '.join(waiting)}; commit to one for each item, then "
                "the machine shows its own",
                MedialensWarning,
                stacklevel=2,
            )
            return pd.DataFrame(columns=REVEALED)
        table = self.sheet.merge(self.machine, on="item")
        table["you"] = [given[item] for item in table["item"]]
        table["is_agreed"] = [
            agrees(you, accepted, self.choices)
            for you, accepted in zip(table["you"], table["accepted"], strict=True)
        ]
        return table[REVEALED]


def drawn(pool: pd.DataFrame, *, n: int, seed: int) -> pd.DataFrame:
    """Draw `n` rows, as many of each of the machine's answers as there are, in mixed order."""
    kinds = [group for _, group in pool.groupby("kind", sort=True)]
    sizes = [n // len(kinds) + (place < n % len(kinds)) for place in range(len(kinds))]
    parts = [
        group.sample(min(len(group), size), random_state=seed)
        for group, size in zip(kinds, sizes, strict=True)
    ]
    chosen = pd.concat(parts)
    rest = pool.drop(chosen.index)
    more = rest.sample(min(len(rest), n - len(chosen)), random_state=seed)
    found = pd.concat([chosen, more]).sample(frac=1, random_state=seed).reset_index(drop=True)
    found.insert(0, "item", range(1, len(found) + 1))
    return found


def agrees(you: str, accepted: Sequence[str], choices: Sequence[str] = ()) -> bool:
    """Tell whether the answer is one of the accepted forms, or a word of a name (the surname).

    Where one of `choices` is meant, only the whole answer counts.

    Examples
    --------
    >>> agrees("brill", ["Agatha Brill"], ["outlet", "unnamed"])
    True
    >>> agrees("difference", ["no difference found"], ["difference", "no difference found"])
    False
    """
    return " ".join(you.casefold().split()) in counted_answers(accepted, choices)


def counted_answers(accepted: Sequence[str], choices: Sequence[str] = ()) -> frozenset[str]:
    """Return all answers that count as the same, case-folded: the rule of `agrees` as a list.

    Examples
    --------
    >>> sorted(counted_answers(["Agatha Brill"], ["outlet", "unnamed"]))
    ['agatha', 'agatha brill', 'brill']
    """
    forms = {" ".join(form.casefold().split()) for form in accepted}
    closed = {choice.casefold() for choice in choices}
    if forms & closed:
        return frozenset(forms)
    return frozenset(forms | {word for form in forms for word in form.split()} - closed)


def exercise(
    study: Study, what: tuple[str, str, tuple[str, ...]], pool: pd.DataFrame, *, n: int, seed: int
) -> Exercise:
    """Draw an exercise from a pool of passages with the machine's answers.

    The pool has what `SHEET`, `MACHINE` and `PLACES` need besides the item; ``accepted``,
    ``subject`` and ``kind`` (what to balance) may be left out.
    """
    name, question, choices = what
    if pool.empty:
        raise EmptyError(f"the collection has nothing for the exercise {name!r}; try another one")
    filled = pool.assign(
        accepted=pool.get("accepted", pool["machine"].map(lambda answer: (answer,))),
        subject=pool.get("subject", ""),
        kind=pool.get("kind", pool["machine"]),
    )
    distinct = filled.drop_duplicates(["article_id", "passage", "subject"], ignore_index=True)
    found = drawn(distinct, n=n, seed=seed)
    articles = study.corpus.articles
    own_ids = articles["id"] if "id" in articles else articles["article_id"]
    return Exercise(
        name=name,
        question=question,
        choices=choices,
        sheet=found[SHEET],
        machine=found[MACHINE],
        places=found[PLACES],
        ids=dict(zip(articles["article_id"], own_ids.astype(str), strict=True)),
        names=dict(zip(study.actors["actor_id"], study.actors["name"], strict=True)),
    )


def texts_of(study: Study) -> dict[str, str]:
    """Return the text of each article by its id."""
    articles = study.corpus.articles
    return dict(zip(articles["article_id"], articles["text"], strict=True))


def body_sentences(study: Study) -> pd.DataFrame:
    """Return the sentences of the texts, headlines left out, with outlet, date, title and words."""
    columns = ["article_id", "outlet", "published", "title"]
    table = study.tables.sentences.query("zone != 'headline'")
    table = table.merge(study.corpus.articles[columns], on="article_id")
    texts = texts_of(study)
    table["sentence"] = [
        texts[article_id][start:end]
        for article_id, start, end in zip(
            table["article_id"], table["start"], table["end"], strict=True
        )
    ]
    return table
