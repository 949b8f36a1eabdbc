"""Write docs/cli.md and docs/reference.md from the help texts and docstrings.

Run ``python docs/update_pages.py`` after changing a command or a public docstring; the tests say
when it has been forgotten.
"""

import inspect
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import FunctionType

import click

HERE = Path(__file__).parent
METHODS = (FunctionType, property, cached_property)

# The public names, in the order in which an analysis meets them.
REFERENCE = {
    "Loading": ["datasets.load", "datasets.bundled", "corpus.Corpus", "actor.Actor", "actor.Form"],
    "Analysing": [
        "study.analyse",
        "study.open_study",
        "study.Study",
        "plotting.Plots",
        "named.Named",
        "catalogue.suggest_actors",
    ],
    "Scoring": [
        "score.score_units",
        "score.score_targets",
        "score.explain",
        "score.counterfactual",
        "score.target.TargetScorer",
        "score.register_scorer",
        "score.scorer_names",
        "score.check_scorer",
        "adapters.ClassifierScorer",
        "adapters.ChatScorer",
    ],
    "Reading formats of one's own": [
        "io.registry.Reader",
        "io.registry.register_reader",
        "io.contract.check_reader",
    ],
    "Other programs": [
        "exchange.write_dna",
        "exchange.write_qda",
        "exchange.write_conll",
        "exchange.conll.read_conll",
    ],
    "Comparing": [
        "compare.profile.compare_profiles",
        "compare.bounds.compare_bounds",
        "compare.differences.compare_outlets",
        "compare.change.compare_change",
        "compare.trends.compare_trends",
        "compare.shifts.find_shifts",
        "compare.alerts.find_alerts",
        "compare.digest.digest",
        "compare.matched.match_events",
        "compare.shrinkage.shrink_means",
        "compare.mixed.compare_mixed",
        "compare.hearing.compare_hearing",
        "compare.replies.compare_replies",
        "compare.omissions.compare_omissions",
        "compare.flaws.find_flaws",
        "compare.copy_pairs.copies_by_pair",
        "compare.speaking.compare_speaking",
        "compare.edges.compare_edges",
        "compare.cues.compare_cues",
        "compare.distance.compare_distance",
        "compare.voices.compare_voices",
        "compare.keyness.keyness",
        "compare.keywords.compare_keywords",
        "compare.keywords_across.compare_keywords_across",
        "compare.collocates.find_collocates",
        "compare.word_shift.compare_word_shift",
        "annotate.loaded.find_loaded",
        "compare.loaded.compare_loaded",
        "compare.dispersion.dispersion_of",
        "compare.log_odds.weighted_log_odds",
        "compare.log_odds.group_log_odds",
        "compare.keyness_measures.with_measures",
        "compare.keyness_measures.conservative_log_ratio",
        "compare.evidence.find_evidence",
    ],
    "Events": ["annotate.events.find_events", "annotate.event_overrides.apply_overrides"],
    "Simulating": [
        "simulation.draw.simulate",
        "simulation.design.Design",
        "simulation.design.Press",
        "simulation.draw.Simulation",
        "simulation.power.power",
    ],
    "Validating": [
        "validate.sample.draw_sample",
        "validate.sheets.write_sample",
        "validate.judging.judge",
        "validate.correcting.corrected_profile",
        "validate.correcting.corrected_gaps",
        "validate.accuracy.compare_accuracy",
        "validate.gold.read_gold",
        "validate.krippendorff.krippendorff_alpha",
    ],
    "Exploring in JupyterLab": [
        "widgets.exploring.explore",
        "widgets.exploring.Explorer",
    ],
    "Coding in JupyterLab": [
        "widgets.coding.code",
        "widgets.coding.Coding",
        "widgets.questions.Question",
        "widgets.machine.machine_codes",
    ],
    "Classroom": [
        "classroom.coding_sheet",
        "classroom.reveal",
        "classroom.agreement",
        "classroom.Exercise",
        "classroom.speaking_exercise",
        "classroom.verb_exercise",
        "classroom.role_exercise",
        "classroom.hedge_exercise",
        "classroom.stance_exercise",
        "classroom.coverage_exercise",
        "classroom.pair_exercise",
        "classroom.reading_exercise",
        "classroom.answer_key",
        "classroom.key_answers",
        "classroom.swapped",
        "classroom.dated",
        "classroom.told_by",
        "classroom.coverage_matrix",
        "classroom.student_edition",
        "classroom.teacher_edition",
        "classroom.write_lessons",
        "classroom.code_passages",
        "classroom.class_agreement",
        "classroom.blinded",
        "classroom.reveal_outlets",
        "classroom.shuffling",
        "classroom.shuffle_button",
        "classroom.click_answers",
        "classroom.why_card",
        "classroom.item_card",
        "classroom.WhyCard",
        "classroom.counter_examples.counter_examples",
        "classroom.collect_cases",
        "classroom.add_case",
        "classroom.run_cases",
        "classroom.pass_rates",
        "classroom.pass_table",
    ],
    "Lessons as pages": ["classroom.pages.write_pages"],
}


def cli_page() -> str:
    """Return the page of every command's help."""
    from medialens.cli import main

    parts = ["# Command line\n", "Results go to stdout, progress and messages to stderr.\n"]
    parts += [
        "Exit status: 0 done, 1 part of it failed, 2 misuse, 3 nothing produced, 75 locked, "
        "130 interrupted, 143 ended.\n"
    ]
    parent = click.Context(main, info_name="medialens", **main.context_settings)
    for name, command in main.commands.items():
        context = click.Context(command, parent, info_name=name, terminal_width=88)
        parts.append(f"## medialens {name}\n\n```text\n{command.get_help(context)}\n```\n")
        for inner, child in getattr(command, "commands", {}).items():
            below = click.Context(child, context, info_name=inner, terminal_width=88)
            said = child.get_help(below)
            parts.append(f"### medialens {name} {inner}\n\n```text\n{said}\n```\n")
    return "\n".join(parts)


def reference_page() -> str:
    """Return the page of every public docstring, and of the tables' columns."""
    parts = ["# API reference\n"]
    for heading, names in REFERENCE.items():
        parts.append(f"## {heading}\n")
        parts += [_entry(name) for name in names]
    parts += ["## Tables\n", *(_table(schema) for schema in _schemas())]
    return "\n".join(parts)


def _entry(dotted: str) -> str:
    module, name = dotted.rsplit(".", 1)
    thing = getattr(import_module(f"medialens.{module}"), name)
    text = [f"### medialens.{dotted}\n", f"```text\n{name}{_signature(thing)}\n"]
    text.append(f"{inspect.getdoc(thing)}\n```\n")
    if inspect.isclass(thing):
        for name, member in _members(thing):
            if not name.startswith("_") and isinstance(member, METHODS) and inspect.getdoc(member):
                signature = _signature(member) if inspect.isfunction(member) else ""
                first_line = inspect.getdoc(member).splitlines()[0]
                text.append(f"- `.{name}{signature}`: {first_line}")
        text.append("")
    return "\n".join(text)


def _members(kind: type) -> Iterator[tuple[str, object]]:
    """Yield what a class has of itself and of our classes it is made from, these first."""
    for one in reversed(kind.__mro__):
        if one.__module__.startswith("medialens"):
            yield from vars(one).items()


def _signature(thing: object) -> str:
    """Return a signature as every version of Python writes it."""
    written = str(inspect.signature(thing))  # type: ignore[arg-type]
    return written.replace("'", "").replace("pathlib._local.", "pathlib.")


def _schemas() -> list:
    from medialens.schemas import TABLES

    return list(TABLES.values())


def _table(schema) -> str:  # noqa: ANN001
    lines = [
        f"### {schema.name}\n",
        f"One row per {schema.grain}.\n",
        "| column | kind | meaning |",
    ]
    lines += ["|---|---|---|"]
    lines += [f"| {name} | {c.kind} | {c.meaning} |" for name, c in schema.columns.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (HERE / "cli.md").write_text(cli_page(), encoding="utf-8")
    (HERE / "reference.md").write_text(reference_page(), encoding="utf-8")
