"""Showing things in a notebook, and the figures' files."""

import base64
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from medialens.report.html import bdi, escape, one_line

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

PNG_DPI = 200
LEAST_SPOT = 16  # pixels, so that a small mark can be hit


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
    """A mark of a figure that stands for an outlet's words on an actor: its place in per cent.

    Without an outlet it stands for all of them.
    """

    actor_id: str
    outlet: str
    left: float
    top: float
    width: float
    height: float


def take_spots(figure: "Figure") -> list[Spot]:
    """Return the marks that name an actor and an outlet, and take the names off.

    A mark is named by the gid that `medialens.plot` gives it: a JSON list of actor and outlet.
    """
    named = [artist for artist in figure.findobj() if str(artist.get_gid()).startswith('["')]
    if not named:
        return []
    figure.canvas.draw()
    page = _page_box(figure)
    found = []
    for artist in named:
        actor_id, outlet = json.loads(str(artist.get_gid()))
        artist.set_gid(None)
        box = artist.get_window_extent()
        middle_x, middle_y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        width, height = (max(size, LEAST_SPOT) for size in (box.width, box.height))
        found.append(
            Spot(
                actor_id,
                outlet,
                left=_share(middle_x - width / 2 - page.x0, page.width),
                top=_share(page.y1 - middle_y - height / 2, page.height),
                width=_share(width, page.width),
                height=_share(height, page.height),
            )
        )
    return found


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
        f'<a href="#{address}" class="ml-spot" tabindex="-1" aria-hidden="true" '
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
