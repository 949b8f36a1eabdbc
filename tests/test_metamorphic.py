"""What must not change, and what must: the press of Valdory, altered in one known way at a time.

No gold labels are needed: each promise compares the tool with itself.
"""

import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import medialens as ml
from medialens.annotate.quotations import find_quotations
from medialens.schemas import ARTICLES
from medialens.score import get_scorer

SPEECH = [
    "attribution_id", "voice", "depth", "parent_id", "type", "cue", "cue_class", "actor_id",
]  # fmt: skip
UNIT = ["article_id", "sentence_id", "actor_id", "voice", "speaker_id"]
MEANING = ["outlet", "actor_id", "measure"]

PORT = (
    ml.Actor("berg", "Olaf Berg", "person", (ml.Form("Berg"),)),
    ml.Actor("ruiz", "Ana Ruiz", "person", (ml.Form("Ruiz"),)),
    ml.Actor("norland", "Norland", "country"),
)


@pytest.fixture(scope="module")
def plain_press():
    """The study of the fictional press with the scorer whose every step can be seen."""
    return ml.analyse(ml.load("valdory"), scorer="vader_clause")


def analysed(corpus: ml.Corpus, articles: pd.DataFrame, scorer: str, actors=()) -> ml.Study:
    return ml.analyse(ml.Corpus(articles, actors=actors or corpus.actors), scorer=scorer)


def small(text: str) -> ml.Study:
    """Return the study of one invented article about the port of Norland."""
    row = {"article_id": "a", "outlet": "Post", "title": "", "text": text, "language": "en"}
    return ml.analyse(ml.Corpus(ARTICLES.table([row]), actors=PORT), scorer="vader_clause")


# --- names

NEW_NAMES = {  # given names of the same sex, by which "he" and "she" are understood
    "Edda": "Tilda", "Marrin": "Brask", "Rowan": "Anders", "Teague": "Holm", "Ilse": "Karin",
    "Corrane": "Lindell", "Petra": "Sonja", "Hallam": "Wexton", "Joel": "Emil", "Bram": "Nils",
    "Okell": "Sund", "Keldmark": "Sandrike", "Keldish": "Sandrish", "Jorvast": "Melvik",
    "Valdory": "Norland", "Brennick": "Tulven", "Ledger": "Coffer", "HRU": "SRT", "VFF": "NFF",
}  # fmt: skip
_NAMES = re.compile(rf"\b(?:{'|'.join(NEW_NAMES)})\b")


def in_new_names(text: str) -> str:
    return _NAMES.sub(lambda found: NEW_NAMES[found[0]], text)


def renamed(corpus: ml.Corpus) -> ml.Corpus:
    articles = corpus.articles.copy()
    articles["title"] = articles["title"].map(in_new_names)
    articles["text"] = articles["text"].map(in_new_names)
    actors = tuple(
        replace(
            actor,
            name=in_new_names(actor.name),
            forms=tuple(replace(form, text=in_new_names(form.text)) for form in actor.forms),
        )
        for actor in corpus.actors
    )
    return ml.Corpus(articles, actors=actors)


def test_new_names_for_every_actor_change_no_voice_no_chain_and_no_count(plain_press):
    """Whoever is named: only the words of the names differ."""
    tables = ml.analyse(renamed(plain_press.corpus), scorer="vader_clause").tables
    before = plain_press.tables
    pd.testing.assert_frame_equal(tables.attributions[SPEECH], before.attributions[SPEECH])
    pd.testing.assert_frame_equal(tables.units[UNIT], before.units[UNIT])
    kept = ["article_id", "sentence_id", "actor_id", "kind", "zone"]
    pd.testing.assert_frame_equal(tables.mentions[kept], before.mentions[kept])


def test_new_names_for_every_actor_change_no_value_of_a_word_list(plain_press):
    """No name is in the list, and the actor's own never counts."""
    scores = ml.analyse(renamed(plain_press.corpus), scorer="vader_clause").tables.scores
    pd.testing.assert_frame_equal(
        scores[[*UNIT[:4], "measure", "value", "label"]],
        plain_press.tables.scores[[*UNIT[:4], "measure", "value", "label"]],
    )


def test_new_names_for_every_actor_hardly_move_the_model(press):
    """A model reads names: 19 of 20 labels stay, and no mean that is compared moves by a tenth.

    Measured: mean change of a value 0.022, 95 % below 0.12, labels alike in 97.3 %; largest
    change of an outlet's mean 0.04 on ten distinct articles and more, 0.11 on fewer. Single
    sentences can move by 0.6, as on any change of words.
    """
    again = ml.analyse(renamed(press.corpus))
    before, after = (s.tables.scores.query("measure == 'portrayal'") for s in (press, again))
    moved = (before["value"] - after["value"]).abs()
    assert moved.mean() < 0.04
    assert moved.quantile(0.95) < 0.2
    assert before["label"].eq(after["label"]).mean() > 0.95
    one, other = (study.profile().set_index(MEANING) for study in (press, again))
    moved = one["mean"].sub(other["mean"]).abs()
    assert moved[one["status"] == "enough"].max() < 0.1
    assert moved.max() < 0.2


# --- outlets and rows


def test_two_outlets_that_swap_their_labels_swap_their_differences(press):
    """Every gap between the two changes its sign; p and q stay."""
    pair = ["Oxmere Tribune", "The Meridian"]
    swapped = press.corpus.articles["outlet"].replace(dict(zip(pair, pair[::-1], strict=True)))
    again = analysed(press.corpus, press.corpus.articles.assign(outlet=swapped), "target")
    before, after = (_between(study.differences(), *sorted(pair)) for study in (press, again))
    assert not before.empty
    assert before.index.equals(after.index)
    for one, other in (("gap", "gap"), ("ci_low", "ci_high"), ("ci_high", "ci_low")):
        assert before[one].to_numpy() == pytest.approx(-after[other].to_numpy(), abs=1e-12)
    for one, other in (("p", "p"), ("n_a", "n_b"), ("n_b", "n_a")):
        assert before[one].to_numpy() == pytest.approx(after[other].to_numpy(), abs=1e-12)
    # in other pairs other articles change hands, and q is about all pairs
    assert before["q"].to_numpy() == pytest.approx(after["q"].to_numpy(), abs=0.005)


def _between(differences: pd.DataFrame, one: str, two: str) -> pd.DataFrame:
    rows = differences[differences["outlet_a"].eq(one) & differences["outlet_b"].eq(two)]
    return rows.set_index(["actor_id", "measure"]).sort_index()


def test_every_article_twice_changes_no_estimate_and_no_interval(plain_press):
    """Copies within an outlet count as one article: only the counts of mentions double."""
    articles = plain_press.corpus.articles
    twice = [articles, articles.assign(article_id=articles["article_id"] + "-again")]
    again = analysed(plain_press.corpus, pd.concat(twice, ignore_index=True), "vader_clause")
    before, after = (s.profile().set_index(MEANING) for s in (plain_press, again))
    for column in ("mean", "ci_low", "ci_high", "n_clusters"):
        assert after[column].to_numpy(float) == pytest.approx(
            before[column].to_numpy(float), abs=1e-12, nan_ok=True
        )
    assert after["n_mentions"].eq(2 * before["n_mentions"]).all()
    gaps = ["gap", "ci_low", "ci_high", "p"]
    keys = ["outlet_a", "outlet_b", "actor_id", "measure"]
    before, after = (s.differences().set_index(keys).sort_index() for s in (plain_press, again))
    assert after[gaps].to_numpy() == pytest.approx(before[gaps].to_numpy(), abs=1e-12)


@settings(max_examples=2, deadline=None)
@given(seed=st.integers(0, 2**16))
def test_articles_in_any_order_give_the_same_tables(plain_press, seed):
    """To the last bit."""
    articles = plain_press.corpus.articles
    shuffled = articles.sample(frac=1, random_state=seed, ignore_index=True)
    again = analysed(plain_press.corpus, shuffled, "vader_clause")
    for name, table in vars(plain_press.tables).items():
        pd.testing.assert_frame_equal(getattr(again.tables, name), table)
    pd.testing.assert_frame_equal(again.profile(), plain_press.profile())
    pd.testing.assert_frame_equal(again.differences(), plain_press.differences())


# --- sentences

NEUTRAL = "Marrin was in the building on Tuesday."


@pytest.mark.parametrize("name", ["plain_press", "press"])
def test_a_neutral_sentence_adds_to_the_neutral_count_and_turns_no_sign(name, request):
    """Once in every article; signs are compared where the mean is not zero anyhow (0.03)."""
    study = request.getfixturevalue(name)
    corpus = study.corpus
    longer = corpus.articles.assign(text=corpus.articles["text"] + "\n" + NEUTRAL)
    before, after = (
        one.profile(actors=["edda-marrin"], measure="own_stance").set_index("outlet")
        for one in (study, analysed(corpus, longer, study.scorer))
    )
    n_articles = corpus.articles.groupby("outlet").size()
    assert after["n_neutral"].sub(before["n_neutral"]).eq(n_articles).all()
    for column in ("n_negative", "n_positive"):
        assert after[column].eq(before[column]).all()
    clear = before["mean"].abs() > 0.03
    assert clear.any()
    assert (after["mean"] * before["mean"])[clear].gt(0).all()
    assert after["mean"].abs()[clear].lt(before["mean"].abs()[clear]).all()


@pytest.mark.parametrize(
    ("scorer", "tolerance"),
    [("vader_clause", 0.0), ("target", 0.35)],  # target: measured, largest 0.25, mean 0.05
)
def test_a_sentence_wrapped_in_a_report_moves_to_the_speaker_with_its_label(
    press, scorer, tolerance
):
    """'Olaf Sund said that ...': from own to voiced stance."""
    chosen = _own_sentences(press)
    assert len(chosen) > 20
    told = ["", "Olaf Sund said that "]
    rows = [
        {
            "article_id": f"{n:03}-{len(wrapping):02}", "outlet": "Post", "title": "",
            "language": "en", "published": unit.published, "text": wrapping + unit.sentence,
        }
        for n, unit in enumerate(chosen.itertuples()) for wrapping in told
    ]  # fmt: skip
    sund = ml.Actor("sund", "Olaf Sund", "person")
    study = analysed(press.corpus, ARTICLES.table(rows), scorer, (*press.corpus.actors, sund))
    found = study.evidence().query("actor_id != 'sund'").sort_values("article_id")
    bare, wrapped = (found[found["article_id"].str.endswith(f"-{len(w):02}")] for w in told)
    assert bare["actor_id"].tolist() == wrapped["actor_id"].tolist() == chosen["actor_id"].tolist()
    assert set(bare["voice"]) == {"own"}
    assert set(wrapped["voice"]) == {"named"}
    assert set(wrapped["speaker_id"]) == {"sund"}
    assert bare["label"].tolist() == wrapped["label"].tolist()
    assert bare["value"].to_numpy() == pytest.approx(wrapped["value"].to_numpy(), abs=tolerance)


def _own_sentences(study: ml.Study) -> pd.DataFrame:
    """Return units of simple sentences of the outlet that open with the name of their only actor.

    A pronoun stands for whom the sentences before have named, so it cannot be moved alone.
    """
    units = study.tables.units.merge(study.corpus.articles[["article_id", "published"]])
    keys = ["article_id", "sentence_id"]
    is_alone = units.groupby(keys)["actor_id"].transform("size") == 1
    spoken = pd.MultiIndex.from_frame(study.tables.attributions[keys])
    is_quoted = pd.MultiIndex.from_frame(units[keys]).isin(spoken)
    is_simple = units["sentence"].str.fullmatch(r"[A-Z][\w' -]+\.") & units["target_start"].eq(0)
    mentions = study.tables.mentions
    taken_up = mentions[mentions["kind"] == "pronoun"]
    is_named = ~pd.MultiIndex.from_frame(units[keys]).isin(pd.MultiIndex.from_frame(taken_up[keys]))
    is_chosen = is_alone & ~is_quoted & is_simple & is_named
    return units[is_chosen & units["zone"].ne("headline")]


NEGATED = [
    ("Berg is honest.", "Berg is not honest."),
    ("Berg is corrupt.", "Berg is not corrupt."),
    ("Berg is trustworthy.", "Berg isn't trustworthy."),
    ("Berg kept his promise.", "Berg did not keep his promise."),
    ("Berg has helped the poor.", "Berg has never helped the poor."),
    ("Berg deserves praise.", "Berg deserves no praise."),
    ("Berg acted with courage.", "Berg acted without courage."),
    ("Berg is competent.", "Berg is hardly competent."),
    ("Berg is trustworthy.", "Nobody thinks Berg is trustworthy."),
    ("Berg lied to the voters.", "Berg did not lie to the voters."),
    ("Berg ruined the port.", "Berg did not ruin the port."),
    ("Berg was found guilty of fraud.", "Berg was found not guilty of fraud."),
    ("Berg stole the money.", "Berg did not steal the money."),
    ("Berg is a threat to democracy.", "Berg is no threat to democracy."),
    ("Berg kept his word.", "Berg cannot be trusted to keep his word."),
    ("Berg has failed.", "Berg has not failed."),
    ("Berg's reform is a disgrace.", "Berg's reform is no disgrace."),
    ("Berg's reform is a success.", "Berg's reform is not a success."),
    ("Berg is a liar.", "Berg is not a liar."),
]
NOT_NEGATED = [  # known limits of the packaged model: a change that helps will show here
    ("Berg is to blame for the flood.", "Berg is not to blame for the flood."),
    ("It is true that Berg stole the money.", "It is not true that Berg stole the money."),
    ("Berg is competent.", "Berg is anything but competent."),
    ("Berg betrayed his allies.", "Berg refused to betray his allies."),
]


def _labels(*sentences: str) -> list[str]:
    rows = [
        {"segment": text, "target_start": at, "target_end": at + len("Berg")}
        for text in sentences
        for at in [text.index("Berg")]
    ]
    return get_scorer("target")(pd.DataFrame(rows))["label"].tolist()


@pytest.mark.parametrize(
    ("plain", "negated"),
    [
        *NEGATED,
        *(pytest.param(*pair, marks=pytest.mark.xfail(strict=True)) for pair in NOT_NEGATED),
    ],
)
def test_a_negation_turns_the_label_round(plain, negated):
    """Negative becomes positive and positive negative."""
    assert set(_labels(plain, negated)) == {"negative", "positive"}


# --- quotation marks

STYLES = {
    "straight": ('""', "''"),
    "curly": ("“”", "‘’"),
    "single": ("‘’", "“”"),
    "straight single": ("''", '""'),
    "guillemets": ("«»", "‹›"),
    "low-high": ("„“", "‚‘"),
    "inward": ("»«", "›‹"),
}


# A quotation of several sentences between apostrophes, the first of them short.
TAKEN_APART = {"straight single": ("post-33",)}


def _without(table: pd.DataFrame, left: pd.Series) -> pd.DataFrame:
    return table[~table["article_id"].isin(left)].reset_index(drop=True)


def _styled(text: str, marks: tuple[str, str]) -> str:
    """Return `text` with other marks; a paragraph whose quotation stays open keeps its own."""
    signs = list(text)
    for paragraph in re.finditer(r"[^\n]+", text):
        quotations = find_quotations(paragraph[0])
        if all(q.is_closed for q in quotations):
            for q in quotations:
                opening, closing = marks[(q.depth - 1) % 2]
                signs[paragraph.start() + q.start] = opening
                signs[paragraph.start() + q.end - 1] = closing
    return "".join(signs)


@pytest.mark.parametrize("style", STYLES)
def test_other_quotation_marks_give_the_same_chains_speakers_and_contents(plain_press, style):
    """And the same sentences; the scores of a word list too."""
    corpus = plain_press.corpus
    articles = corpus.articles.copy()
    for column in ("title", "text"):
        articles[column] = [_styled(text, STYLES[style]) for text in articles[column]]
    tables = analysed(corpus, articles, "vader_clause").tables
    before = plain_press.tables
    left = corpus.articles.loc[corpus.articles["id"].isin(TAKEN_APART.get(style, ())), "article_id"]
    pd.testing.assert_frame_equal(
        _without(tables.sentences, left), _without(before.sentences, left)
    )
    places = ["article_id", "start", "end", "source_start", "source_end"]
    pd.testing.assert_frame_equal(
        _without(tables.attributions, left)[[*places, *SPEECH]],
        _without(before.attributions, left)[[*places, *SPEECH]],
    )
    pd.testing.assert_series_equal(
        _without(tables.scores, left)["value"], _without(before.scores, left)["value"]
    )


# --- speakers

OWN = ["Norland ruined the old port.", "Norland built a splendid bridge.", "Norland is large."]
SAID = ["{} said that Norland lies.", "According to {}, Norland is a friend.",
        "“Norland has helped the poor of this town,” {} said.",
        "{} praised Norland.", "Norland is weak, {} argued."]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(
    own=st.lists(st.sampled_from(OWN), min_size=1, max_size=3),
    said=st.lists(
        st.tuples(st.sampled_from(SAID), st.sampled_from(["Berg", "Ruiz"])), min_size=1, max_size=4
    ),
)
def test_speakers_that_swap_places_move_the_edges_and_no_own_stance(own, said):
    """Who says it changes whose stance it is, and nothing about the outlet's own."""
    other = {"Berg": "Ruiz", "Ruiz": "Berg"}
    there, back = (
        "\n".join([*own, *(pattern.format(who[name]) for pattern, name in said)])
        for who in ({name: name for name in other}, other)
    )
    before, after = (small(text).evidence("norland") for text in (there, back))
    assert (before["voice"] == "own").sum() == len(own)
    assert (before["voice"] == "named").sum() == len(said)
    same = ["sentence_id", "voice", "value"]
    pd.testing.assert_frame_equal(before[same], after[same])
    moved = before["speaker_id"].dropna().str.capitalize().map(other).str.lower()
    assert after["speaker_id"].dropna().tolist() == moved.tolist()


def test_the_weights_of_the_evidence_make_up_every_mean(press):
    """Value times weight over the sentences is the outlet's mean of the actor, for every cell."""
    profile = press.profile().dropna(subset=["mean"])
    for measure in ("own_stance", "voiced_stance", "portrayal"):
        evidence = press.evidence(measure=measure)
        shares = evidence["value"].fillna(0.0) * evidence["weight"]
        sums = shares.groupby([evidence["outlet"], evidence["actor_id"]]).sum()
        cells = profile[profile["measure"] == measure].set_index(["outlet", "actor_id"])["mean"]
        assert len(cells) > 5
        assert sums[cells.index].to_numpy() == pytest.approx(cells.to_numpy(), abs=1e-12)
