"""Tables of words: keywords, collocates, lines of a concordance, loaded wordings."""

from medialens.schemas.schema import Schema, columns

KEYNESS = Schema(
    "keyness",
    "term",
    columns(
        term=("text", "lower-cased word, or several joined by a space"),
        n_target=("integer", "occurrences in the target"),
        n_reference=("integer", "occurrences in the reference"),
        per_million_target=("number", "occurrences per million words of the target"),
        per_million_reference=("number", "occurrences per million words of the reference"),
        range_target=("integer", "target articles (copies collapsed) that use it"),
        range_reference=("integer", "reference articles (copies collapsed) that use it"),
        log_ratio=("number", "doublings: +1 is twice as frequent in the target"),
        log_ratio_low=("number", "lower end of the 95 % interval, articles drawn again"),
        log_ratio_high=("number", "upper end of the 95 % interval"),
        g2=("number", "log-likelihood, signed: positive where the target uses it more"),
        p=("number", "of permuted articles; missing where not computed"),
        q=("number", "Benjamini-Hochberg over the tested terms"),
        dp_norm_target=("number", "spread over target articles: 0 even, 1 in one; missing: none"),
        dp_norm_reference=("number", "spread over reference articles"),
        bic=("number", "|g2| - ln words: below 0 favors equal use, over 10 very strong"),
        z=("number", "weighted log-odds in standard errors, prior 500 words spread as both sides"),
    ),
    sort=("term",),
)

KEYNESS_ACROSS = Schema(
    "keyness_across",
    "term and outlet",
    columns(
        term=("text", "lower-cased word, or several joined by a space"),
        outlet=("text", "the outlet"),
        n=("integer", "occurrences in the outlet"),
        per_million=("number", "occurrences per million words of the outlet"),
        range=("integer", "its articles (copies collapsed) that use it"),
        log_ratio=("number", "doublings against the other outlets together"),
        residual=("number", "adjusted residual: standard errors above or below the expected"),
        p_outlet=("number", "of permuted articles, for the largest residual of all outlets"),
        g2=("number", "log-likelihood of the term's table over all outlets, 0 or more"),
        df=("integer", "its degrees of freedom: outlets - 1"),
        p=("number", "of g2, of permuted articles; missing where not computed"),
        q=("number", "Benjamini-Hochberg over the tested terms"),
    ),
    sort=("term", "outlet"),
)

WORD_SHIFT = Schema(
    "word_shift",
    "scored word of two sides (the largest contribution first)",
    columns(
        term=("text", "lower-cased word"),
        share_target=("number", "its share of the target's scored words"),
        share_reference=("number", "its share of the reference's scored words"),
        score=("number", "its score"),
        contribution=("number", "its part of the difference of the average scores"),
    ),
)

COLLOCATES = Schema(
    "collocates",
    "word near the places asked for (the highest log_dice first)",
    columns(
        word=("text", "lower-cased word"),
        n_near=("integer", "occurrences within the window"),
        n_elsewhere=("integer", "occurrences in all other places of the sentences"),
        range=("integer", "distinct articles with one within the window"),
        log_dice=("number", "association, at most 14; +1: twice as close"),
        log_ratio=("number", "doublings: near against elsewhere"),
        g2=("number", "log-likelihood, signed: positive where it is more frequent near"),
    ),
)

CONCORDANCE = Schema(
    "concordance",
    "occurrence of a term",
    columns(
        article_id=("text", "the article"),
        outlet=("text", "the outlet"),
        published=("time", "when"),
        zone=("text", "headline or body"),
        start=("integer", "offset of the term"),
        end=("integer", "offset after the term"),
        left=("text", "the words before"),
        term=("text", "the term as the text has it"),
        right=("text", "the words after"),
        url=("text", "address of the article, or empty"),
    ),
    sort=("article_id", "zone", "start"),
)

LOADED_RATES = Schema(
    "loaded_rates",
    "outlet, family, rule and voice (rule missing: the whole family)",
    columns(
        outlet=("text", "the outlet"),
        family=("text", "as in the hits"),
        rule=("text", "as in the hits; missing: all rules of the family"),
        voice=("text", "own or quoted"),
        n_hits=("integer", "hits in distinct articles"),
        n_words=("integer", "words of that voice in them"),
        per_thousand=("number", "n_hits per 1,000 of n_words"),
        n_with=("integer", "distinct articles with a hit"),
        n_clusters=("integer", "distinct articles of the outlet"),
        share_with=("number", "n_with / n_clusters"),
        with_low=("number", "lower end of its 95 % Wilson interval"),
        with_high=("number", "upper end of its 95 % Wilson interval"),
    ),
    sort=("family", "rule", "voice", "outlet"),
)
