"""Tables of who speaks, of whom, and how it is reported."""

from medialens.schemas.schema import Schema, columns

SPEAKING = Schema(
    "speaking",
    "outlet and actor",
    columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        n_articles=("integer", "the outlet's articles"),
        n_mentioning=("integer", "its articles that mention the actor"),
        n_voicing=("integer", "its articles that report the actor's words"),
        n_statements=("integer", "attributions to the actor"),
        words_quoted=("integer", "words of those attributions"),
        share_mentioning=("number", "n_mentioning / n_articles"),
        mentioning_low=("number", "lower end of its 95 % Wilson interval"),
        mentioning_high=("number", "upper end of its 95 % Wilson interval"),
        share_voicing=("number", "n_voicing / n_articles"),
        voicing_low=("number", "lower end of its 95 % Wilson interval"),
        voicing_high=("number", "upper end of its 95 % Wilson interval"),
    ),
    sort=("actor_id", "outlet"),
)

_INTERVAL = "end of its 95 % bootstrap interval; missing below 40 distinct articles"

HEARING = Schema(
    "hearing",
    "outlet and actor that it mentions or lets speak",
    columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        n_clusters=("integer", "distinct articles that mention the actor or let it speak"),
        n_mentions=("integer", "mentions of the actor in them"),
        share_mentions=("number", "n_mentions / mentions of all actors in the outlet"),
        n_statements=("integer", "statements of the actor in them, nested ones too"),
        share_statements=("number", "n_statements / statements of all known actors in the outlet"),
        voice_ratio=(
            "number",
            "log2 of share_statements / share_mentions, half a count added to each; +1: twice as "
            "much heard as mentioned; missing where status is too few",
        ),
        ratio_low=("number", f"lower {_INTERVAL} in the outlet"),
        ratio_high=("number", f"upper {_INTERVAL} in the outlet"),
        status=("text", "enough (10 distinct articles), thin (5 to 9) or too few"),
        note=("text", "why an interval or a number is missing, or empty"),
    ),
    sort=("actor_id", "outlet"),
)

REPLIES = Schema(
    "replies",
    "outlet and actor that it, or a source in it, speaks ill of",
    columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        n_criticizing=("integer", "distinct articles with a negative sentence about the actor"),
        n_replied=("integer", "of them, those that report words of the actor or its side"),
        share_replied=("number", "n_replied / n_criticizing; missing where status is too few"),
        replied_low=("number", "lower end of its 95 % Wilson interval"),
        replied_high=("number", "upper end of its 95 % Wilson interval"),
        n_own=("integer", "of n_criticizing, those with a negative sentence in the own voice"),
        status=("text", "enough (10 distinct articles), thin (5 to 9) or too few"),
    ),
    sort=("actor_id", "outlet"),
)

EDGES = Schema(
    "edges",
    "outlet, source and actor spoken about",
    columns(
        outlet=("text", "the outlet that prints it"),
        source=("text", "actor_id of who speaks; the source_kind where no actor is meant"),
        source_kind=(
            "text",
            "actor, named (a source that is none of the actors), anonymous, relay or own (the "
            "outlet itself)",
        ),
        actor_id=("text", "the actor spoken about"),
        n_sentences=("integer", "sentences in which the source speaks of the actor, scored or not"),
        n_articles=("integer", "articles with at least one of them that counts"),
        n_clusters=("integer", "the same after copies within the outlet are collapsed"),
        n_negative=("integer", "sentences that count, with the label negative"),
        n_neutral=("integer", "sentences that count, with the label neutral"),
        n_positive=("integer", "sentences that count, with the label positive"),
        n_unscored=("integer", "sentences that do not count: without a value, or too unsure"),
        mean=("number", "mean over distinct articles of the article mean, -1 to +1"),
        ci_low=("number", "lower end of the 95 % t interval"),
        ci_high=("number", "upper end of the 95 % t interval"),
        status=("text", "enough (10 distinct articles), thin (5 to 9) or too few"),
        is_self=("flag", "True: an actor speaking of itself"),
    ),
    sort=("outlet", "source_kind", "source", "actor_id"),
)

CUES = Schema(
    "cues",
    "outlet, source and class of reporting words",
    columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor who speaks; missing: all sources of the outlet together"),
        cue_class=("text", "neutral, assertive, factive, distancing, concession or none"),
        n_clusters=("integer", "distinct articles with a statement of the source"),
        n_statements=("integer", "its statements in them that the outlet itself reports"),
        n_cues=("integer", "statements whose reporting word is of the class"),
        share=("number", "n_cues / n_statements; missing where status is too few"),
        n_with=("integer", "distinct articles with at least one of them"),
        share_with=("number", "n_with / n_clusters; missing where status is too few"),
        with_low=("number", "lower end of its 95 % Wilson interval"),
        with_high=("number", "upper end of its 95 % Wilson interval"),
        status=("text", "enough (10 distinct articles), thin (5 to 9) or too few"),
    ),
    sort=("actor_id", "outlet", "cue_class"),
)

DISTANCE = Schema(
    "distance",
    "outlet and source",
    columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor who speaks; missing: all sources of the outlet together"),
        n_clusters=("integer", "distinct articles that report the source with a reporting word"),
        n_cued=("integer", "its statements in them that the outlet reports with such a word"),
        n_distancing=("integer", "of them, those with a distancing word"),
        n_factive=("integer", "of them, those with a factive word"),
        distance=("number", "(n_distancing - n_factive) / n_cued, -1 to +1"),
        ci_low=("number", "lower end of its 95 % interval; missing below 40 distinct articles"),
        ci_high=("number", "upper end of its 95 % interval"),
        baseline=("number", "the same over all sources of the outlet"),
        gap=("number", "distance minus baseline"),
        gap_low=("number", "lower end of its 95 % interval; missing below 40 distinct articles"),
        gap_high=("number", "upper end of its 95 % interval"),
        status=("text", "enough (10 distinct articles), thin (5 to 9) or too few"),
        note=("text", "why an interval or a number is missing, or empty"),
    ),
    sort=("actor_id", "outlet"),
)

VOICES = Schema(
    "voices",
    "outlet",
    columns(
        outlet=("text", "the outlet"),
        n_articles=("integer", "its articles"),
        n_clusters=("integer", "the same after copies within the outlet are collapsed"),
        n_words=("integer", "words of headlines and texts"),
        words_own=("integer", "words in the outlet's own voice"),
        words_named=("integer", "words whose deepest source is named"),
        words_anonymous=("integer", "words whose deepest source is not named"),
        words_relay=("integer", "words that another outlet passes on"),
        share_own=("number", "words_own / n_words; missing where status is too few"),
        own_low=("number", f"lower {_INTERVAL}"),
        own_high=("number", f"upper {_INTERVAL}"),
        share_named=("number", "words_named / n_words"),
        named_low=("number", f"lower {_INTERVAL}"),
        named_high=("number", f"upper {_INTERVAL}"),
        share_anonymous=("number", "words_anonymous / n_words"),
        anonymous_low=("number", f"lower {_INTERVAL}"),
        anonymous_high=("number", f"upper {_INTERVAL}"),
        share_relay=("number", "words_relay / n_words"),
        relay_low=("number", f"lower {_INTERVAL}"),
        relay_high=("number", f"upper {_INTERVAL}"),
        n_statements=("integer", "attributions, nested ones too"),
        n_unnamed=("integer", "of them, those whose source is anonymous"),
        share_unnamed=("number", "n_unnamed / n_statements: the anonymity rate"),
        unnamed_low=("number", f"lower {_INTERVAL}"),
        unnamed_high=("number", f"upper {_INTERVAL}"),
        words_direct=("integer", "words of a source that stand between quotation marks"),
        share_direct=("number", "words_direct / all words that are not the outlet's own"),
        direct_low=("number", f"lower {_INTERVAL}"),
        direct_high=("number", f"upper {_INTERVAL}"),
        n_identified=("integer", "statements whose source is one of the actors"),
        n_sources=("integer", "actors who make them"),
        effective_sources=("number", "1 / sum of squared shares of the actors in n_identified"),
        status=("text", "enough (10 distinct articles), thin (5 to 9) or too few"),
        note=("text", "why an interval or a number is missing, or empty"),
    ),
    sort=("outlet",),
)
