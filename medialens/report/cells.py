"""A notebook's cells as HTML: prose and outputs in order, the code folded.

Every output passes the allow-list, whoever made it. What the recorder shows of the title and the
collection is left out: the page's first screen has it.
"""

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from medialens.report.html import anchor, clean, escape, markdown, one_line, plain, without_paths
from medialens.report.language import say

OUTPUT_SHOWN = 20_000
FOLDED = '<details class="code">'
ELSEWHERE = {"title", "corpus", "style", "summary", "finish"}
FIRST_TITLE = re.compile(r"\s*#[ \t]+(?P<title>[^\n]+)\n*")
PLAIN_PARAGRAPH = re.compile(r"[^#*_`\[<>|\-][^*_`\[<>|]*?(?=\n\n|\Z)", re.DOTALL)
TO_SENTENCES = re.compile(r'<a href="#(?P<name>evidence-[a-z0-9-]+)"[^>]*>(?P<label>.*?)</a>')
NAMED = re.compile(r' id="(evidence-[a-z0-9-]+)"')
HEADING = re.compile(r"<h2>(?P<label>.*?)</h2>", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """A heading of the page: where the list of contents leads."""

    address: str
    label: str


@dataclass
class Story:
    """The notebook as it is told on the page."""

    title: str = ""
    lead: str = ""
    blocks: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)  # the code in the last block, if it is code

    @property
    def html(self) -> str:
        """The blocks, in order; a link to sentences that are not shown is plain text."""
        page = "\n".join(self.blocks)
        there = set(NAMED.findall(page))
        return TO_SENTENCES.sub(
            lambda found: found[0] if found["name"] in there else found["label"], page
        )


def read_story(notebook: Mapping[str, Any], *, question: str = "") -> Story:
    """Return the notebook's prose, outputs and code as the page shows them.

    The first heading is the story's title; the first paragraph under it, if it is plain text,
    is its lead. Neither is repeated, nor is the `question`.
    """
    story = Story()
    code: list[str] = []
    for cell in notebook["cells"]:
        source = _text(cell.get("source", ""))
        if cell["cell_type"] == "markdown":
            page = _prose(source, story, question)
            _fold(code, story) if page else None
            story.blocks += [page] if page else []
        elif cell["cell_type"] == "code":
            code += [source] if source.strip() else []
            shown = "".join(outputs_html(cell.get("outputs", ())))
            if shown:
                story.blocks.append(f'<div class="outputs">{shown}</div>')
                _fold(code, story)
    _fold(code, story)
    return story


def title_of(notebook: Mapping[str, Any]) -> str:
    """Return the first heading of a notebook, or nothing."""
    return read_story(
        {"cells": [c for c in notebook["cells"] if c["cell_type"] == "markdown"]}
    ).title


def _prose(source: str, story: Story, question: str) -> str:
    opening = FIRST_TITLE.match(source) if not story.title else None
    if opening:
        story.title = one_line(opening["title"])
        source = source[opening.end() :]
        source = source.strip()
        lead = PLAIN_PARAGRAPH.match(source)
        if question:
            source = source.removeprefix(question)
        elif lead:
            story.lead = one_line(lead[0])
            source = source[lead.end() :]
    page = HEADING.sub(lambda found: _heading(found["label"], story), markdown(source))
    return f'<div class="prose">{page}</div>' if page.strip() else ""


def _heading(label: str, story: Story) -> str:
    words = re.sub(r"<[^>]+>", "", label)
    address = f"part-{len(story.headings) + 1}-{anchor(words)}"
    story.headings.append(Heading(address, words))
    return f'<h2 id="{address}">{label}</h2>'


def _fold(code: list[str], story: Story) -> None:
    if code:
        if story.blocks and story.blocks[-1].startswith(FOLDED):
            story.blocks.pop()
        else:
            story.folded.clear()
        story.folded += code
        listing = escape(without_paths("\n\n".join(story.folded)))
        story.blocks.append(
            f"{FOLDED}<summary>{escape(say('Show the code'))}</summary>"
            f'<pre tabindex="0"><code>{listing}</code></pre></details>'
        )
        code.clear()


def outputs_html(outputs: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield each output of a cell as safe HTML; nothing for one that shows nothing."""
    for output in outputs:
        match output["output_type"]:
            case "stream":
                yield _stream(_text(output["text"]), is_error=output.get("name") == "stderr")
            case "error":
                yield error_html(output)
            case "display_data" | "execute_result":
                kind = output.get("metadata", {}).get("medialens", {}).get("kind")
                yield "" if kind in ELSEWHERE else _rich(output)


def _stream(text: str, *, is_error: bool) -> str:
    text = _capped(without_paths(plain(text)).strip())
    if not text:
        return ""
    listing = f'<pre class="stream" tabindex="0">{escape(text)}</pre>'
    if not is_error:
        return listing
    return f'<details class="code"><summary>{escape(say("Messages"))}</summary>{listing}</details>'


def error_html(output: Mapping[str, Any]) -> str:
    """Return a cell's error as a sentence, with the traceback folded."""
    trace = without_paths(plain(_text(output.get("traceback", []), joined="\n")))
    said = without_paths(f"{output.get('ename', 'Error')}: {output.get('evalue', '')}")
    return (
        f'<div class="failed"><p>This step failed. {escape(_capped(said))}</p>'
        '<details class="code"><summary>Where it failed</summary>'
        f'<pre tabindex="0">{escape(_capped(trace))}</pre></details></div>'
    )


def _rich(output: Mapping[str, Any]) -> str:
    data = output.get("data", {})
    page = next((show(data[kind]) for kind, show in _SHOWN.items() if kind in data), "")
    if not page.strip():
        return ""
    for kind in ("image/svg+xml", "image/png", "image/jpeg"):
        alt = output.get("metadata", {}).get(kind, {})
        if kind in data and isinstance(alt, Mapping) and alt.get("alt"):
            page = page.replace('alt=""', f'alt="{escape(one_line(alt["alt"]))}"', 1)
            break
    return f'<div class="output">{page}</div>'


def _image(kind: str, data: Any) -> str:  # noqa: ANN401
    content = _text(data)
    if kind == "image/svg+xml":
        content = base64.b64encode(plain(content).encode()).decode("ascii")
    return clean(f'<img src="data:{kind};base64,{escape(content.strip())}" alt="">')


_SHOWN: dict[str, Callable[[Any], str]] = {
    "text/html": lambda data: clean(_text(data)),
    "text/markdown": lambda data: markdown(_text(data)),
    "image/svg+xml": lambda data: _image("image/svg+xml", data),
    "image/png": lambda data: _image("image/png", data),
    "image/jpeg": lambda data: _image("image/jpeg", data),
    "text/plain": lambda data: _stream(_text(data), is_error=False),
}


def _text(value: Any, *, joined: str = "") -> str:  # noqa: ANN401
    return joined.join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _capped(text: str) -> str:
    left = len(text) - OUTPUT_SHOWN
    return text if left <= 0 else f"{text[:OUTPUT_SHOWN]}\n… {left:,} more characters"
