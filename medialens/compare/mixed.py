"""A mixed model: outlets compared with events and authors as random effects."""

import warnings
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd

from medialens.compare.clusters import cluster_means, with_clusters, with_outlets
from medialens.schemas import MIXED

LEAST = 10  # distinct articles of an outlet, as in the comparison by pairs
LARGEST = 3000  # distinct articles of one model: the covariance is dense
NO_MODEL = "no model: "


def compare_mixed(
    scores: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame, events: pd.DataFrame
) -> pd.DataFrame:
    """Compare all outlets at once, with a constant per outlet and random events and authors.

    Parameters
    ----------
    scores : DataFrame
        A `SCORES` table.
    articles : DataFrame
        An `ARTICLES` table; ``author`` is used where an outlet's articles have one.
    copies : DataFrame
        A `COPIES` table. Copies of one text within an outlet count as one article.
    events : DataFrame
        Columns article_id and event_id; an article without an event is one of its own.

    Returns
    -------
    DataFrame
        A `MIXED` table: one row per outlet for every actor and measure with two outlets or more of
        ten distinct articles. How to read a row: ``gap`` is how much better the outlet speaks of
        the actor than all outlets do on average, events and authors being equal. A row whose
        ``is_converged`` is False has no numbers; ``note`` says why.

    Raises
    ------
    ImportError
        If statsmodels is not installed (``pip install 'medialens[models]'``).
    SchemaError
        If a column is missing.

    Notes
    -----
    ``y = outlet + (1 | event) + (1 | author)`` by restricted maximum likelihood (statsmodels
    MixedLM). The interval is Wald's: with few outlets, events or authors it is too narrow, which is
    why the permutation test of `compare_outlets` is what reports rest on.

    References
    ----------
    Pinheiro, J. C. & Bates, D. M. (2000). Mixed-effects models in S and S-PLUS.
    """
    means = cluster_means(with_outlets(scores, articles, copies))
    known = with_clusters(articles, copies).assign(author=articles["author"].to_numpy())
    known = known.merge(events[["article_id", "event_id"]], on="article_id", how="left")
    known = known.sort_values("article_id").drop_duplicates(["outlet", "cluster_id"])
    rows = means.merge(known[["outlet", "cluster_id", "author", "event_id"]])
    tables = [_fitted(here) for _, here in rows.groupby(["actor_id", "measure"])]
    return MIXED.table(pd.concat(tables) if tables else ())


def _fitted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of one actor and measure."""
    size = rows.groupby("outlet")["value"].size()
    rows = rows[rows["outlet"].isin(size.index[size >= LEAST])].reset_index(drop=True)
    outlets = sorted(rows["outlet"].unique())
    if len(outlets) < 2:
        return pd.DataFrame()
    alone = pd.Series([f"\x1f{at}" for at in range(len(rows))])
    event = rows["event_id"].fillna(alone)
    author = rows["author"].where(rows["author"].fillna("") != "", alone)
    counts = {
        "n_clusters": size[outlets].to_numpy(),
        "n_events": event.nunique(),
        "n_authors": int(rows.loc[rows["author"].fillna("") != "", "author"].nunique()),
    }
    table = pd.DataFrame(
        {"outlet": outlets, "actor_id": rows["actor_id"].iloc[0],
         "measure": rows["measure"].iloc[0], **counts}
    )  # fmt: skip
    if rows["value"].nunique() < 2:
        return table.assign(note=f"{NO_MODEL}the values do not vary")
    if len(rows) > LARGEST:
        return table.assign(note=f"{NO_MODEL}{len(rows)} articles, {LARGEST} at most")
    groups = {"event": event, "author": author}
    used = {name: of for name, of in groups.items() if 1 < of.nunique() < len(rows)}
    return table.assign(**_model(rows, outlets, used))


def _model(
    rows: pd.DataFrame, outlets: list[str], groups: dict[str, "pd.Series[str]"]
) -> dict[str, Any]:
    """Fit one model; effects coding, so that the constants are deviations from the mean outlet."""
    codes = pd.Categorical(rows["outlet"], categories=outlets).codes
    contrasts = np.vstack([np.eye(len(outlets) - 1), -np.ones(len(outlets) - 1)])
    design = np.column_stack([np.ones(len(rows)), contrasts[codes]])
    models = _statsmodels()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if groups:
            parts = {name: pd.get_dummies(of).to_numpy(dtype=float) for name, of in groups.items()}
            model = models.MixedLM(
                rows["value"].to_numpy(),
                design,
                groups=np.zeros(len(rows)),
                exog_vc=_components(parts),
            )
            result = model.fit(reml=True, method=["lbfgs", "powell"])
            is_converged, spread = (
                bool(result.converged),
                dict(zip(parts, result.vcomp, strict=True)),
            )
        else:
            result = models.OLS(rows["value"].to_numpy(), design).fit()
            is_converged, spread = True, {}
    size = len(outlets)
    effects = contrasts @ np.asarray(result.params)[1:size]
    covariance = np.asarray(result.cov_params())[1:size, 1:size]
    half = 1.959963985 * np.sqrt(np.diag(contrasts @ covariance @ contrasts.T))
    scale = 1.0 if is_converged else np.nan
    return {
        "gap": effects * scale,
        "ci_low": (effects - half) * scale,
        "ci_high": (effects + half) * scale,
        "sd_event": np.sqrt(spread.get("event", np.nan)),
        "sd_author": np.sqrt(spread.get("author", np.nan)),
        "sd_article": float(np.sqrt(result.scale)),
        "is_converged": is_converged,
        "note": "" if is_converged else f"{NO_MODEL}the fit did not converge",
    }


def _components(parts: dict[str, np.ndarray]) -> Any:  # noqa: ANN401
    """Return variance components for one group of all rows, as statsmodels takes them."""
    components = import_module("statsmodels.regression.mixed_linear_model").VCSpec
    return components(
        list(parts),
        [[[f"{name}{k}" for k in range(matrix.shape[1])]] for name, matrix in parts.items()],
        [[matrix] for matrix in parts.values()],
    )


def _statsmodels() -> Any:  # noqa: ANN401
    try:
        return import_module("statsmodels.api")
    except ImportError as error:
        raise ImportError(
            "the mixed model needs statsmodels: pip install 'medialens[models]'"
        ) from error
