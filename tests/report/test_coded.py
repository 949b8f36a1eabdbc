"""What a report says once people have coded a sample."""

from pathlib import Path

import pytest

from medialens.errors import ReadError
from medialens.report.coded import coded
from medialens.schemas import GOLD

KIND, HARSH = "Oxmere Tribune", "The Brennick Courier"


@pytest.fixture(scope="module")
def gold(press, tmp_path_factory):
    """Every article of two outlets coded on one actor: one outlet praises, the other blames."""
    (actor,) = press.top_actors(1)
    evidence = press.evidence(actor, measure="own_stance").dropna(subset=["value"])
    articles = evidence.drop_duplicates("article_id")
    articles = articles[articles["outlet"].isin((KIND, HARSH))]
    clusters = dict(zip(press.copies["article_id"], press.copies["cluster_id"], strict=True))
    rows = [
        {"item": str(n), "article_id": row.article_id, "outlet": row.outlet, "actor_id": actor,
         "cluster_id": clusters.get(row.article_id, row.article_id), "measure": "own_stance",
         "code": (1 if row.outlet == KIND else -1) * (0.5 if n % 3 else 1), "n_coders": 1,
         "label": "positive" if row.outlet == KIND else "negative", "n_undecidable": 0,
         "n_drawn": 20, "fingerprint": press.corpus.fingerprint}
        for n, row in enumerate(articles.itertuples())
    ]  # fmt: skip
    path = tmp_path_factory.mktemp("gold") / "gold.csv"
    GOLD.table(rows).to_csv(path, index=False)
    return str(path), actor


def test_without_coded_articles_nothing_is_claimed(press):
    without = coded(press, None)
    assert (without.n, without.findings(), without.limits()) == (0, [], [])


def test_a_gap_that_people_bear_out_is_told_with_the_machines(press, gold):
    path, actor = gold
    found = coded(press, path, actors=[actor])
    (finding,) = found.findings()
    assert f"{HARSH} writes more negatively" in finding.text
    assert "by the machine alone" in finding.text
    assert "coded articles" in str(finding.n)


def test_codes_of_another_collection_are_refused(press, gold, tmp_path):
    path, _ = gold
    text = Path(path).read_text("utf-8").replace(press.corpus.fingerprint, "0" * 12)
    other = tmp_path / "gold.csv"
    other.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=r"state of the collection|another"):
        coded(press, str(other))
