"""A classifier of texts as a scorer: its labels, its probabilities, and how the actor is shown."""

import pandas as pd
import pytest

from medialens.adapters import ClassifierScorer
from medialens.errors import PluginError
from medialens.score import check_scorer

LABELS = ("negative", "neutral", "positive")


def units(segment="Orla   won.", name="Orla"):
    start = segment.index(name)
    row = {"segment": segment, "target_start": start, "target_end": start + len(name)}
    return pd.DataFrame([row])


def saying(*scores, labels=LABELS):
    """Return a classifier that says the same of every text, and what it was shown."""
    shown = []

    def classify(texts):
        shown.extend(texts)
        answer = [
            {"label": label, "score": score} for label, score in zip(labels, scores, strict=True)
        ]
        return [answer for _ in texts]

    return classify, shown


def test_the_value_is_the_probability_of_positive_less_that_of_negative():
    row = ClassifierScorer(saying(0.1, 0.2, 0.7)[0], name="mine")(units()).iloc[0]
    assert row[["p_negative", "p_neutral", "p_positive"]].tolist() == pytest.approx([0.1, 0.2, 0.7])
    assert row["value"] == pytest.approx(0.6)
    assert (row["label"], bool(row["is_uncertain"])) == ("positive", False)


def test_two_labels_that_are_nearly_alike_are_too_unsure_to_count():
    assert ClassifierScorer(saying(0.05, 0.45, 0.5)[0], name="m")(units())["is_uncertain"].all()


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("marked", "[Orla] won."),
        ("pair", {"text": "Orla won.", "text_pair": "Orla"}),
        ("plain", "Orla won."),
    ],
)
def test_the_actor_is_shown_in_one_of_three_forms(form, shown):
    """The blanks that stand for other voices are left out."""
    classify, seen = saying(0.1, 0.2, 0.7)
    scorer = ClassifierScorer(classify, name="mine", form=form)
    scorer(units())
    assert seen == [shown]
    assert "none of medialens's own" in scorer.describe


@pytest.mark.parametrize("labels", [("NEG", "NEU", "POS"), ("against", "none", "favor")])
def test_labels_are_told_from_their_names(labels):
    found = ClassifierScorer(saying(0.6, 0.3, 0.1, labels=labels)[0], name="m")(units())
    assert found["label"].tolist() == ["negative"]


def test_labels_without_a_meaning_must_be_given_one():
    classify, _ = saying(0.6, 0.3, 0.1, labels=("LABEL_0", "LABEL_1", "LABEL_2"))
    with pytest.raises(PluginError, match="label 'LABEL_0': say what it means with labels="):
        ClassifierScorer(classify, name="m")(units())
    meaning = dict(zip(("LABEL_0", "LABEL_1", "LABEL_2"), LABELS, strict=True))
    assert ClassifierScorer(classify, name="m", labels=meaning)(units())["label"][0] == "negative"


def test_labels_may_share_a_meaning_as_stars_do():
    stars = [f"{n} stars" for n in range(1, 6)]
    meaning = dict(
        zip(stars, ("negative", "negative", "neutral", "positive", "positive"), strict=True)
    )
    classify, _ = saying(0.1, 0.2, 0.1, 0.3, 0.3, labels=stars)
    row = ClassifierScorer(classify, name="m", labels=meaning)(units()).iloc[0]
    assert row["value"] == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("classify", "said"),
    [
        (lambda texts: [], "gave 0 answers to 1 texts"),
        (saying(0.6, 0.6, 0.6)[0], "add up to 1.8, not 1"),
    ],
)
def test_answers_that_are_none_are_told(classify, said):
    with pytest.raises(PluginError, match=said):
        ClassifierScorer(classify, name="m")(units())


def test_it_keeps_the_contract_of_scorers():
    assert check_scorer(ClassifierScorer(saying(0.1, 0.2, 0.7)[0], name="mine", note="A toy."))


def test_a_folder_that_is_not_there_is_told_and_nothing_is_downloaded(tmp_path):
    with pytest.raises(PluginError, match="download the model first"):
        ClassifierScorer.load(tmp_path / "absent")


def test_a_model_of_transformers_in_a_folder_scores(tmp_path):
    """A tiny network with random weights: what counts is that it loads and keeps the contract."""
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("torch")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "orla", "won", "quill", "."]
    (tmp_path / "vocab.txt").write_text("\n".join(words), "utf-8")
    tokenizer = transformers.BertTokenizerFast(vocab_file=str(tmp_path / "vocab.txt"))
    settings = transformers.BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=8, max_position_embeddings=64, num_labels=3,
        id2label=dict(enumerate(LABELS)), label2id={name: n for n, name in enumerate(LABELS)},
    )  # fmt: skip
    folder = tmp_path / "tiny"
    transformers.BertForSequenceClassification(settings).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    for form in ("marked", "pair", "plain"):
        assert check_scorer(ClassifierScorer.load(folder, form=form))
