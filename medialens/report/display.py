"""Showing things in a notebook, and the figures' files."""

import base64
import io
from typing import TYPE_CHECKING, Any

from medialens.report.html import bdi, escape

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PNG_DPI = 200


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


def figure_html(svg: bytes, *, name: str, alt: str, title: str, subtitle: str, note: str) -> str:
    """Return a drawing with its title, measure and note; the drawing is an image, never markup."""
    source = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode('ascii')}"
    head = f'<span class="ml-title">{bdi(title)}</span>' if title else ""
    head += f'<span class="ml-subtitle">{bdi(subtitle)}</span>' if subtitle else ""
    caption = f"<figcaption>{head}</figcaption>" if head else ""
    small = f'<p class="ml-note">{note}</p>' if note else ""
    return (
        f'<figure class="ml-figure" id="figure-{name}">'
        f'{caption}<div class="ml-scroll" role="region" tabindex="0" aria-label="Figure">'
        f'<img src="{source}" alt="{escape(alt)}"></div>{small}</figure>'
    )
