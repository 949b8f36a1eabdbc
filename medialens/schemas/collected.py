"""Tables of a collection: what was loaded, left out, and printed more than once."""

from medialens.schemas.schema import Schema, columns

ARTICLES = Schema(
    "articles",
    "article",
    columns(
        article_id=("text", "stable: 16 hex digits, hash of outlet, url or title, and text"),
        outlet=("text", "who published it; 'unknown outlet' where the source does not say"),
        published=("time", "when; missing with a reason in published_note"),
        published_note=("text", "why published is missing, or empty"),
        language=("text", "ISO 639-1 code: the file's, the collection's, or detected"),
        title=("text", "headline, empty where there is none"),
        text=("text", "the body as it was read, paragraphs separated by line breaks"),
        url=("text", "address, or empty"),
        author=("text", "byline, or empty"),
        section=("text", "section or topic, or empty"),
        source_file=("text", "file it came from, relative to the collection"),
        source_row=("integer", "1-based row or record in that file"),
    ),
    sort=("outlet", "published", "article_id"),
)

REJECTS = Schema(
    "rejects",
    "rejected record",
    columns(
        source_file=("text", "file it came from, relative to the collection"),
        source_row=("integer", "1-based row or record, missing where the whole file is meant"),
        field=("text", "the field at fault, or empty"),
        reason=("text", "what was found and what was expected"),
    ),
)

SKIPS = Schema(
    "skips",
    "record left out by rule",
    columns(
        source_file=("text", "file it came from, relative to the collection"),
        source_row=("integer", "1-based row or record, missing where the whole file is meant"),
        rule=("text", "why such records are no articles of the collection"),
        note=("text", "the particulars: the place of the article it repeats, a media type"),
    ),
)

COPIES = Schema(
    "copies",
    "article in a copy cluster",
    columns(
        article_id=("text", "the article"),
        cluster_id=("text", "article_id of the cluster's earliest article"),
        kind=("text", "original (the earliest), copy, version (same outlet) or derived"),
        similarity=("number", "Jaccard similarity of 5-word runs with source_id, 0 to 1"),
        containment=(
            "number",
            "share of the article's words in 5-word runs that source_id has too, 0 to 1",
        ),
        source_id=("text", "article it copies or draws on; missing for the original itself"),
        agency=("text", "news agency that the article names as its source, if any"),
    ),
    sort=("cluster_id", "article_id"),
)

EVENTS = Schema(
    "events",
    "article in an event",
    columns(
        article_id=("text", "the article"),
        event_id=("text", "article_id of the event's earliest article, or what a person wrote"),
        label=("text", "typical words of its headlines, or what a person wrote"),
        similarity=(
            "number",
            "mean cosine with the event's other texts, 0 to 1; 1: only copies; missing for user",
        ),
        origin=("text", "matched, or user: a person put the article there"),
    ),
    sort=("event_id", "article_id"),
)

COVERAGE = Schema(
    "coverage",
    "outlet",
    columns(
        outlet=("text", "the outlet"),
        n_articles=("integer", "its articles"),
        n_distinct=("integer", "the same after copies within the outlet are collapsed"),
        n_copied=("integer", "its articles that copy an earlier one, of any outlet"),
        n_words=("integer", "words of headlines and texts"),
        median_words=("number", "median words per article"),
        first=("time", "earliest date; missing where no article has one"),
        last=("time", "latest date"),
        n_undated=("integer", "articles without a date"),
    ),
    sort=("outlet",),
)

FLAWS = Schema(
    "flaws",
    "thing in the collection that can mislead a comparison (the gravest first)",
    columns(
        severity=("integer", "1: mend it before comparing; 2: look at it; 3: know it"),
        kind=(
            "text",
            "names, silences, undated, languages, copies, texts, sizes or missing",
        ),
        outlet=("text", "the outlet meant; missing where it is about several"),
        n=("integer", "how many articles, outlets or days; missing where it is no count"),
        of=("integer", "of how many; missing where it is no share"),
        found=("text", "what is there, in a sentence"),
        meaning=("text", "what it does to a comparison, and what helps"),
        articles=(
            "text",
            "the first 1,000 article_ids, joined by ' | '; missing where none are meant",
        ),
    ),
    sort=("severity",),
)

COPY_PAIRS = Schema(
    "copy_pairs",
    "ordered pair of outlets that share texts (the most first)",
    columns(
        outlet=("text", "the outlet"),
        other=("text", "the other outlet"),
        n_shared=("integer", "texts that both print, copies and derived texts"),
        n_later=("integer", "of them, those that the outlet prints later than the other"),
        n_agency=("integer", "of them, those that name a news agency"),
        share=("number", "n_shared / distinct articles of the outlet"),
    ),
)

TIMELINE = Schema(
    "timeline",
    "outlet and period",
    columns(
        outlet=("text", "the outlet"),
        period_start=("time", "first day of the day, week (Monday), month, quarter or year"),
        n_articles=("integer", "dated articles; 0 where the outlet has none in the period"),
    ),
    sort=("outlet", "period_start"),
)

LANGUAGES = Schema(
    "languages",
    "outlet and language",
    columns(
        outlet=("text", "the outlet"),
        language=("text", "ISO 639-1 code, or empty where unknown"),
        n_articles=("integer", "articles in that language"),
    ),
    sort=("outlet", "language"),
)

OMISSIONS = Schema(
    "omissions",
    "event and outlet",
    columns(
        event_id=("text", "the event"),
        label=("text", "its label"),
        outlet=("text", "the outlet"),
        status=("text", "covered, left out, not publishing (then) or undated (event)"),
        is_covered=("flag", "True: the collection has an article of the outlet on the event"),
        n_articles=("integer", "the outlet's articles on the event"),
        n_clusters=("integer", "the same after copies within the outlet are collapsed"),
        first=("time", "the outlet's first article on it; missing where there is no date"),
        n_unmatched=(
            "integer",
            "the outlet's articles of that time in no event at all: one of them may be on it",
        ),
        n_outlets=("integer", "outlets that cover the event"),
        n_publishing=("integer", "these and the outlets that left it out"),
        share=("number", "n_outlets / n_publishing; the same in all rows of an event"),
    ),
    sort=("event_id", "outlet"),
)
