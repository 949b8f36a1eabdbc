"""Showing things in a notebook, and the figures' files."""

import base64
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from typing import TYPE_CHECKING, Any

from medialens.report.html import bdi, escape, one_line

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

PNG_DPI = 200
LEAST_SPOT = 16  # pixels, so that a small mark can be hit
LEAST_BAR = 8  # the same for bars and points that stand close to each other


def show(html: str, text: str, *, kind: str) -> None:
    """Display `html` with `text` as its fallback; outside a notebook do nothing.

    `kind` tells the page what the output is: what its own first screen and its last section say
    (``title``, ``corpus``, ``style``, ``finish``) is not repeated there.
    """
    from IPython.core.getipython import get_ipython

    if get_ipython() is None:
        return
    from IPython.display import publish_display_data

    publish_display_data(  # type: ignore[no-untyped-call]
        {"text/html": html, "text/plain": text}, metadata={"medialens": {"kind": kind}}
    )


def figure_of(drawn: Any) -> "Figure":  # noqa: ANN401
    """Return the figure of an Axes, an array of Axes, a grid, or the figure itself."""
    if hasattr(drawn, "flat"):
        drawn = next(iter(drawn.flat))
    if hasattr(drawn, "get_figure"):
        drawn = drawn.get_figure(root=True)
    if not hasattr(drawn, "savefig"):
        raise TypeError(f"fig={type(drawn).__name__} is no figure; give a Figure or its Axes")
    return drawn


def drawings(figure: "Figure", name: str) -> tuple[bytes, bytes]:
    """Return the figure as SVG and PNG, the same bytes each time it is drawn."""
    import matplotlib as mpl

    svg, png = io.BytesIO(), io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": name, "svg.fonttype": "path"}):
        undated = {"Date": None, "Creator": None}
        figure.savefig(svg, format="svg", bbox_inches="tight", metadata=undated)
        figure.savefig(
            png, format="png", bbox_inches="tight", dpi=PNG_DPI, metadata={"Software": None}
        )
    return svg.getvalue(), png.getvalue()


@dataclass(frozen=True)
class Spot:
    """A mark of a figure that stands for sentences: a list of them, a part of it, and its place.

    The place is in per cent of the drawing. Without parts the mark stands for the whole list.
    Of marks that cover each other the first is kept; `hidden` names the parts of the others.
    """

    evidence: str
    parts: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float
    hidden: tuple[str, ...] = ()


def take_spots(figure: "Figure") -> list[Spot]:
    """Return the marks that name sentences, and take the names off.

    A mark is named by `medialens.plot.leads`; each point of a scatter is a mark of its own.
    """
    from matplotlib.lines import Line2D

    from medialens.plot.leads import leads_of

    named = [(artist, leads_of(artist)) for artist in figure.findobj()]
    named = [(artist, leads) for artist, leads in named if leads]
    if not named:
        return []
    figure.canvas.draw()
    leads = [lead for _, leads in named for lead in leads]
    boxes = [box for artist, _ in named for box in _boxes(artist)]
    least = [
        LEAST_SPOT if isinstance(artist, Line2D) else LEAST_BAR
        for artist, leads in named
        for _ in leads
    ]
    for artist, _ in named:
        artist.set_gid(None)
    page = _page_box(figure)
    return _merged(
        Spot(evidence, tuple(filter(None, parts)), *_place(box, page, size))
        for (evidence, *parts), box, size in zip(leads, boxes, _apart(boxes, least), strict=True)
    )


def _merged(spots: Iterable[Spot]) -> list[Spot]:
    """Make one spot of those in the same place: a click can only open the first of them."""
    kept: dict[tuple[float, ...], Spot] = {}
    for spot in spots:
        place = (spot.left, spot.top, spot.width, spot.height)
        first = kept.setdefault(place, spot)
        if spot.parts[-1:] not in ((), first.parts[-1:]):
            kept[place] = replace(first, hidden=(*first.hidden, spot.parts[-1]))
    return list(kept.values())


def _boxes(artist: "Artist") -> list["Bbox"]:
    """Return what the artist covers, in pixels; of a scatter, what each point covers."""
    from matplotlib.collections import LineCollection, PathCollection
    from matplotlib.transforms import Bbox

    if isinstance(artist, LineCollection):
        lines = artist.get_transform()
        return [Bbox.union([path.get_extents(lines) for path in artist.get_paths()])]
    if not isinstance(artist, PathCollection):
        return [artist.get_window_extent()]
    scale = figure_of(artist).dpi / 72
    reach = [math.sqrt(size) / 2 * scale for size in artist.get_sizes()]
    places = artist.get_offset_transform().transform(artist.get_offsets())
    return [
        Bbox.from_extents(x - r, y - r, x + r, y + r)
        for (x, y), r in zip(places, cycle(reach), strict=False)
    ]


def _apart(boxes: Sequence["Bbox"], least: Sequence[float]) -> list[float]:
    """Return the least size of each mark, less where another is so near that it would be hidden."""
    import numpy as np

    middle = np.array([((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) for box in boxes])
    free = []
    for at, place in enumerate(middle):
        away = np.abs(np.delete(middle, at, axis=0) - place).max(axis=1)
        free.append(float(away.min(initial=math.inf, where=away > 0)))
    return [min(size, near) for size, near in zip(least, free, strict=True)]


def _place(box: "Bbox", page: "Bbox", least: float) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a mark in per cent, at least so large either way."""
    middle_x, middle_y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    width, height = (max(size, least) for size in (box.width, box.height))
    return (
        _share(middle_x - width / 2 - page.x0, page.width),
        _share(page.y1 - middle_y - height / 2, page.height),
        _share(width, page.width),
        _share(height, page.height),
    )


def _page_box(figure: "Figure") -> "Bbox":
    """Return what ``bbox_inches="tight"`` keeps of a figure, in pixels."""
    import matplotlib as mpl

    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    box = figure.get_tightbbox(renderer).padded(float(mpl.rcParams["savefig.pad_inches"]))
    return box.transformed(figure.dpi_scale_trans)


def _share(size: float, of: float) -> float:
    return round(min(100.0, max(0.0, 100 * size / of)), 2)


def figure_html(
    svg: bytes,
    *,
    name: str,
    alt: str,
    title: str,
    subtitle: str,
    note: str,
    spots: Sequence[tuple[str, Spot]] = (),
) -> str:
    """Return a drawing with its title, measure and note; the drawing is an image, never markup.

    Over each of `spots` lies a link to its address: what a click on the mark opens. They are for
    the pointer; the keyboard and a screen reader have the same links in the figure's table.
    """
    over = "".join(
        f'<a href="#{address}" class="ml-spot" tabindex="-1" aria-hidden="true"{_said(spot)} '
        f'style="left:{spot.left:g}%;top:{spot.top:g}%;width:{spot.width:g}%;'
        f'height:{spot.height:g}%"></a>'
        for address, spot in spots
    )
    source = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode('ascii')}"
    head = f'<span class="ml-title">{bdi(title)}</span>' if title else ""
    head += f'<span class="ml-subtitle">{bdi(subtitle)}</span>' if subtitle else ""
    caption = f"<figcaption>{head}</figcaption>" if head else ""
    small = f'<p class="ml-note">{note}</p>' if note else ""
    label = escape(one_line(f"Figure {name}: {title}" if title else f"Figure {name}"))
    return (
        f'<figure class="ml-figure" id="figure-{name}">'
        f'{caption}<section class="ml-scroll" tabindex="0" aria-label="{label}">'
        f'<div class="ml-plot"><img src="{source}" alt="{escape(alt)}">{over}</div></section>'
        f"{small}</figure>"
    )


def _said(spot: Spot) -> str:
    """Return what a pointer that rests on the mark reads: the part of the list, or all of them."""
    said = (
        one_line(", ".join([" · ".join(spot.parts), *spot.hidden]))
        .replace("<", "‹")
        .replace(">", "›")
    )
    return f' title="{escape(said)}"' if said else ""
