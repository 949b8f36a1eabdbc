"""Tables of checking: codes, agreement, accuracy, and what they correct."""

from medialens.schemas.schema import Schema, columns

GOLD = Schema(
    "gold",
    "coded item and measure",
    columns(
        item=("text", "number of the item on the coding sheets"),
        article_id=("text", "the article that was read"),
        cluster_id=("text", "the distinct article that it stands for"),
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        measure=("text", "portrayal or own_stance"),
        code=("number", "mean of the coders' codes, -1 to +1; missing: undecidable"),
        label=(
            "text",
            "negative, neutral, positive or undecidable: what more coders chose than any other "
            "code; missing: no code was",
        ),
        n_coders=("integer", "coders who gave a code or said undecidable"),
        n_undecidable=("integer", "of them, those who said undecidable"),
        n_drawn=("integer", "articles drawn of the outlet and actor, coded or not"),
        fingerprint=("text", "of the collection from which the sample was drawn"),
    ),
    sort=("outlet", "actor_id", "measure", "item"),
)

AGREEMENT = Schema(
    "agreement",
    "measure, and outlet or all outlets",
    columns(
        measure=("text", "portrayal or own_stance"),
        outlet=("text", "the outlet, or 'all outlets'"),
        n_coders=("integer", "coders with a code"),
        n_items=("integer", "items to which two coders or more gave one of the four codes"),
        n_same=("integer", "of them, those on which all coders gave the same"),
        alpha_nominal=("number", "Krippendorff's alpha of the four codes, undecidable among them"),
        nominal_low=("number", "lower end of the 95 % bootstrap interval, articles drawn again"),
        nominal_high=("number", "upper end of it"),
        alpha_ordinal=("number", "Krippendorff's alpha of -1, 0, +1; undecidable is left out"),
        ordinal_low=("number", "lower end of the 95 % bootstrap interval, articles drawn again"),
        ordinal_high=("number", "upper end of it"),
        status=(
            "text",
            "of alpha_ordinal, by convention: rely (.800), tentative (.667), too low, or none",
        ),
    ),
    sort=("measure", "outlet"),
)

CONFUSION = Schema(
    "confusion",
    "measure, outlet or all outlets, and pair of labels",
    columns(
        measure=("text", "portrayal or own_stance"),
        outlet=("text", "the outlet, or 'all outlets'"),
        human=("text", "the coders' label: negative, neutral or positive"),
        machine=("text", "the machine's: its value is below -1/3, between, or above +1/3"),
        n=("integer", "articles"),
    ),
    sort=("measure", "outlet", "human", "machine"),
)

ACCURACY = Schema(
    "accuracy",
    "measure, and outlet or all outlets",
    columns(
        measure=("text", "portrayal or own_stance"),
        outlet=("text", "the outlet, or 'all outlets'"),
        n=("integer", "items with a label of the coders and a value of the machine"),
        n_right=("integer", "of them, those with the same label"),
        accuracy=("number", "n_right / n"),
        accuracy_low=("number", "lower end of the 95 % Wilson interval"),
        accuracy_high=("number", "upper end of it"),
        macro_f1=("number", "mean F1 of the labels that the coders gave"),
        error=("number", "mean of machine minus coders; above 0: the machine is too kind"),
        error_low=("number", "lower end of the 95 % t interval"),
        error_high=("number", "upper end of it"),
        p_accuracy=("number", "that outlets with equal accuracy differ so: articles shuffled"),
        p_error=("number", "that outlets with equal mean error differ so: articles shuffled"),
    ),
    sort=("measure", "outlet"),
)

CORRECTED = Schema(
    "corrected",
    "outlet, actor and measure with coded articles",
    columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        measure=("text", "portrayal or own_stance"),
        n_clusters=("integer", "distinct articles with a machine value"),
        n_gold=("integer", "of them, those that people coded, undecidable ones included"),
        n_undecidable=("integer", "of n_gold, those that are undecidable"),
        machine_mean=("number", "mean of the machine alone, over all of n_clusters"),
        gold_mean=("number", "mean of the people's codes alone"),
        trust=("number", "0: the machine adds nothing to the codes; 1: it is taken as it is"),
        mean=("number", "corrected mean, -1 to +1"),
        ci_low=("number", "lower end of the 95 % interval; missing where codes do not differ"),
        ci_high=("number", "upper end of it"),
        status=(
            "text",
            "enough (50 coded), coded in full (all of n_clusters, at least 10), thin (10 to 49: no "
            "claim) or too few",
        ),
    ),
    sort=("actor_id", "measure", "outlet"),
)

CORRECTED_GAPS = Schema(
    "corrected_gaps",
    "pair of outlets, actor and measure",
    columns(
        outlet_a=("text", "first outlet"),
        outlet_b=("text", "second outlet"),
        actor_id=("text", "the actor"),
        measure=("text", "portrayal or own_stance"),
        n_gold_a=("integer", "coded articles of the first outlet"),
        n_gold_b=("integer", "coded articles of the second outlet"),
        machine_gap=("number", "mean of a minus mean of b, of the machine alone"),
        gap=("number", "the same of the corrected means"),
        ci_low=("number", "lower end of the 95 % interval of gap"),
        ci_high=("number", "upper end of it"),
        p=("number", "of gap, two-sided"),
        q=("number", "Benjamini-Hochberg over the rows that bear a claim: enough or coded in full"),
        status=("text", "as in the corrected means: that of the weaker outlet"),
    ),
    sort=("q", "p", "actor_id", "measure", "outlet_a", "outlet_b"),
)
