"""Tables of what articles say: sentences, actors, voices, marks, and how each is scored."""

from medialens.schemas.schema import Schema, columns

# What a scorer says of a unit; the same in the scores and in the evidence.
_JUDGEMENT = {
    "p_negative": ("number", "probability, missing for lexicon scorers"),
    "p_neutral": ("number", "probability, missing for lexicon scorers"),
    "p_positive": ("number", "probability, missing for lexicon scorers"),
    "value": ("number", "-1 (negative) to +1 (positive); missing: not scored"),
    "label": (
        "text",
        "negative, neutral or positive: the most probable, for a lexicon the sign of the value; "
        "missing: not scored",
    ),
    "is_uncertain": ("flag", "True: too unsure to count; shown, not counted"),
    "outcome": (
        "text",
        'scored; cropped (long text, words far from the actor not read); leftover (only "she '
        'denied" is left of the sentence in this voice: 0 by rule); or why there is no '
        "value: other_language, no_target (the actor is not in the words of this voice), "
        "no_words (no word to read besides the name), no_answer (a service gave none that "
        "could be understood)",
    ),
}

SENTENCES = Schema(
    "sentences",
    "sentence",
    columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "0 is the headline; the text's sentences count from 1"),
        zone=("text", "headline, lead (first paragraph, at least two sentences) or body"),
        paragraph=("integer", "0-based paragraph of the text; -1 for the headline"),
        start=("integer", "offset of the first character"),
        end=("integer", "offset after the last character"),
    ),
    sort=("article_id", "sentence_id"),
)

NAMES = Schema(
    "names",
    "name that a sentence holds, before it is known whose it is (in the order of the sentence)",
    columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        name=("text", "the name without titles and possessive"),
        kind=("text", "known, person, organisation, group, place, outlet, unknown or heading"),
        title=("text", "the words before a person's name"),
        owner=("text", "the name or adjective before those, as in “NATO Secretary General”"),
        acronym=("text", "the short form given in brackets, or empty"),
        state=("text", "the state that a capital's name stands for here, or empty"),
        is_firm=("flag", "whether its capitals prove a name"),
        speaks=("flag", "whether a verb of speech, mind or will stands by it"),
    ),
    sort=("article_id", "sentence_id"),
)

ACTORS = Schema(
    "actors",
    "actor",
    columns(
        actor_id=("text", "stable id"),
        name=("text", "the name to show"),
        kind=("text", "person, organisation, country, place, group, outlet or unknown"),
        origin=("text", "catalogue or discovered"),
        aliases=("text", "every form that stands for the actor, joined by ' | '"),
        note=("text", "what was merged and why, or empty"),
        part_of=("text", "id of the body the actor belongs to, or missing"),
    ),
    sort=("actor_id",),
)

SUGGESTIONS = Schema(
    "suggestions",
    "form of an actor of a catalogue draft (doubtful merges first, then by n_articles)",
    columns(
        actor_id=("text", "stable id, made of the name; the catalogue's own where it has one"),
        name=("text", "the name to show"),
        kind=("text", "person, organisation, country, place, group, outlet or unknown"),
        origin=("text", "catalogue or discovered"),
        n_articles=("integer", "articles that mention the actor by any form"),
        n_mentions=("integer", "mentions by any form"),
        form=("text", "a form that stands for the actor; the name itself is the first"),
        form_kind=("text", "name, title or metonym"),
        n_form=("integer", "mentions by this form; 0: licensed by another form, not seen"),
        valid_from=("text", "first day on which the form means the actor, ISO 8601, or missing"),
        valid_to=("text", "last such day, or missing"),
        part_of=("text", "id of the body the actor belongs to, or missing"),
        apart=("text", "JSON list of names that are not the actor's"),
        note=("text", "what was merged and why, or empty"),
        doubts=("text", "JSON list of what a person should look at, doubtful merges and kinds"),
    ),
)

MENTIONS = Schema(
    "mentions",
    "mention of an actor",
    columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        start=("integer", "offset of the first character"),
        end=("integer", "offset after the last character"),
        surface=("text", "the words of the text"),
        actor_id=("text", "the actor meant"),
        kind=("text", "name, title, metonym or pronoun"),
        zone=("text", "headline, lead or body"),
    ),
    sort=("article_id", "sentence_id", "start"),
)

ATTRIBUTIONS = Schema(
    "attributions",
    "attributed span (the parts of one broken quotation share an attribution_id)",
    columns(
        article_id=("text", "the article"),
        attribution_id=("integer", "0-based within the article, in order of the first span"),
        sentence_id=("integer", "sentence in which the span starts"),
        zone=("text", "headline, lead or body"),
        start=("integer", "offset of the content's first character"),
        end=("integer", "offset after the content's last character"),
        source_start=("integer", "offset of the source phrase; missing if no source is named"),
        source_end=("integer", "offset after the source phrase"),
        source=("text", "the source phrase as the text has it, or empty"),
        actor_id=("text", "the actor who speaks; missing if unnamed or unresolved"),
        voice=("text", "named, anonymous or relay (an outlet passing on another's words)"),
        depth=("integer", "1: the outlet quotes the source; 2: a source quotes a source; ..."),
        parent_id=("integer", "attribution_id one level up; missing at depth 1"),
        type=("text", "direct, mixed, indirect or free (a headline's 'Minister: tax to rise')"),
        cue=("text", "the reporting word or phrase"),
        cue_class=("text", "neutral, assertive, factive, distancing, concession or none"),
    ),
    sort=("article_id", "start", "depth"),
)

SEGMENTS = Schema(
    "segments",
    "stretch of one voice (the stretches of a headline or a text cover it whole)",
    columns(
        article_id=("text", "the article"),
        zone=("text", "headline (offsets into the title) or text"),
        start=("integer", "offset of the first character"),
        end=("integer", "offset after the last character"),
        n_words=("integer", "words that begin in the stretch"),
        voice=("text", "own, named, anonymous or relay: whose words they are"),
        depth=("integer", "0: the outlet; 1: a source of the outlet; 2: a source of a source; ..."),
        attribution_id=("integer", "the deepest attribution that holds it; missing for own"),
        type=("text", "own, direct, mixed, indirect or free"),
        cue_class=("text", "as in the attributions; missing for own"),
        speaker_id=("text", "actor who speaks; missing for own and unresolved voices"),
        source=("text", "the source phrase as the text has it, or empty"),
        chain=("text", "through whom the words came, the outlet first, joined by arrows"),
        is_ambiguous=(
            "flag",
            "True: reported without quotation marks; may be the wording of whoever reports it",
        ),
    ),
    sort=("article_id", "zone", "start"),
)

UNITS = Schema(
    "units",
    "actor, sentence and report, or own words (several mentions there count once)",
    columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        zone=("text", "headline, lead or body"),
        actor_id=("text", "the actor mentioned"),
        voice=("text", "own, named, anonymous or relay: whose words the mention stands in"),
        speaker_id=("text", "actor who speaks; missing for own and unresolved voices"),
        is_ambiguous=(
            "flag",
            "True: reported by the outlet without quotation marks; may be the outlet's wording",
        ),
        is_leftover=(
            "flag",
            "True: besides the mention only reporting words, roles, time and place are left",
        ),
        start=("integer", "offset of the first mention"),
        end=("integer", "offset after the first mention"),
        sentence=("text", "the whole sentence"),
        segment=("text", "the sentence with every other voice blanked; same length, same offsets"),
        target_start=("integer", "offset of the mention within sentence and segment"),
        target_end=("integer", "offset after the mention within sentence and segment"),
    ),
    sort=("article_id", "sentence_id", "actor_id", "voice"),
)

SCORES = Schema(
    "scores",
    "unit and measure",
    columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        start=("integer", "offset of the mention scored"),
        end=("integer", "offset after the mention scored"),
        actor_id=("text", "the actor scored"),
        voice=("text", "own, named, anonymous or relay"),
        is_ambiguous=("flag", "as in the units: may be the outlet's wording"),
        measure=("text", "portrayal (any voice), own_stance (own voice) or voiced_stance (quoted)"),
        **_JUDGEMENT,
        scorer=("text", "name of the scorer"),
        trace=("text", "JSON list of {word, start, end, points, rule}; offsets in the sentence"),
    ),
    sort=("article_id", "sentence_id", "actor_id", "voice", "measure"),
)

EVIDENCE = Schema(
    "evidence",
    "scored sentence of one actor and voice",
    columns(
        article_id=("text", "the article"),
        outlet=("text", "the outlet"),
        published=("time", "when"),
        title=("text", "headline"),
        url=("text", "address"),
        zone=("text", "headline, lead or body"),
        sentence_id=("integer", "the sentence"),
        start=("integer", "offset of the mention in the article"),
        end=("integer", "offset after the mention"),
        actor_id=("text", "the actor"),
        voice=("text", "own, named, anonymous or relay"),
        speaker_id=("text", "actor who speaks, missing for the outlet's own voice"),
        is_ambiguous=("flag", "as in the units: may be the outlet's wording"),
        sentence=("text", "the sentence"),
        segment=("text", "the sentence with every other voice blanked: what was scored"),
        target_start=("integer", "offset of the mention in the sentence"),
        target_end=("integer", "offset after it"),
        scorer=("text", "name of the scorer"),
        **_JUDGEMENT,
        weight=(
            "number",
            "share of this row in the outlet's mean of the measure; 0: not scored, or too unsure",
        ),
        trace=("text", "JSON list of {word, start, end, points, rule}"),
    ),
    sort=("outlet", "published", "article_id", "sentence_id", "actor_id", "voice"),
)

MARKED_WORDS = Schema(
    "marked_words",
    "quoted stretch that is nobody's reported speech",
    columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        zone=("text", "headline, lead or body"),
        start=("integer", "offset of the opening mark"),
        end=("integer", "offset after the closing mark"),
        words=("text", "the words between the marks"),
        kind=("text", "term, title, name, partial or scare: a reading to check, not a finding"),
        attribution_id=("integer", "the report around the marks; missing in the outlet's words"),
        voice=("text", "own, or the voice of the report around: named, anonymous or relay"),
        licence=("text", "the words that decided the kind; for partial the report's cue; or empty"),
    ),
    sort=("article_id", "sentence_id", "start"),
)

CERTAINTY = Schema(
    "certainty",
    "mark of certainty",
    columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        zone=("text", "headline, lead or body"),
        start=("integer", "offset of the mark's first character"),
        end=("integer", "offset after the mark's last character"),
        surface=("text", "the words of the text"),
        kind=(
            "text",
            "hedge, booster, factive, implicative, negation, question, conditional or future",
        ),
        level=("text", "certainty the mark leaves: CT, PR, PS, U; missing where it changes none"),
        polarity=("text", "- where the mark denies, else missing"),
        voice=("text", "own, named, anonymous or relay: whose words the mark stands in"),
        attribution_id=("integer", "the report it stands in; missing in the outlet's own words"),
    ),
    sort=("article_id", "sentence_id", "start", "end"),
)

CERTAINTY_RATINGS = Schema(
    "certainty_ratings",
    "sentence and source whose words it holds",
    columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        zone=("text", "headline, lead or body"),
        start=("integer", "offset of the source's first word in the sentence"),
        end=("integer", "offset after the source's last word in the sentence"),
        voice=("text", "own, named, anonymous or relay: the source rated"),
        attribution_id=("integer", "the report; missing for the outlet's own words"),
        level=("text", "CT certain, PR probable, PS possible, U not committed, for that source"),
        polarity=("text", "+ it is so, - it is not so, u not said"),
        marks=("text", "the words that decided, joined by ' | '; empty: none, so CT and +"),
    ),
    sort=("article_id", "sentence_id", "start", "end"),
)

LOADED = Schema(
    "loaded",
    "wording that carries a standpoint",
    columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        zone=("text", "headline, lead or body"),
        start=("integer", "offset of the wording's first character"),
        end=("integer", "offset after its last character"),
        surface=("text", "the words of the text"),
        family=(
            "text",
            "verb, hedge, booster, label, passive, scare quotes or hedge drop",
        ),
        rule=("text", "what was found: the class, the word, the set and its member"),
        voice=("text", "own, named, anonymous or relay: whose words they are"),
        attribution_id=("integer", "the report it stands in; missing in the outlet's own words"),
        source=("text", "where the rule comes from in the literature"),
        note=("text", "why a hit is no fault; for a label, how it names"),
    ),
    sort=("article_id", "sentence_id", "start", "family"),
)
