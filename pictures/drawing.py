"""A conversation as an SVG: bubbles, block quotations, buttons. Its text is escaped; it loads and runs nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from pictures.text import SIZE, Run, lines, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.fakes.telegram.world import Posted

WIDTH = 640
_BUBBLE = 500.0  # the widest
_PAD, _GAP, _MARGIN = 12.0, 10.0, 18.0
_LINE = 21.0  # from one line to the next
_INDENT = 12.0  # of a block quotation
_BUTTON, _BETWEEN = 34.0, 4.0
_PAPER, _OURS, _THEIRS = "#e6ebee", "#ffffff", "#e2f7cb"
_INK, _LINK, _TINT, _LABEL = "#1c1f23", "#1a73b8", "#eef5fb", "#2f5d80"
_FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"


@dataclass(slots=True)
class _Sheet:
    """What is drawn so far, and how far down it reaches."""

    shapes: list[str] = field(default_factory=list)
    bottom: float = _MARGIN

    def box(  # noqa: PLR0913 # what a rectangle takes
        self, x: float, y: float, width: float, height: float, fill: str, *, round_: float = 14.0
    ) -> None:
        self.shapes.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{round_:g}" fill="{fill}"/>'
        )

    def write(self, x: float, y: float, run: Run, *, ink: str = _INK) -> None:
        """Write a run; it takes the width that was reckoned, whatever font there is."""
        text = run.text.rstrip()
        if not text:
            return
        width = Run(text=text, strong=run.strong).width
        weight = ' font-weight="bold"' if run.strong else ""
        colour = _LINK if run.link else ink
        self.shapes.append(
            f'<text x="{x:.1f}" y="{y:.1f}" textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs" '
            f'fill="{colour}"{weight} xml:space="preserve">{escape(text)}</text>'
        )


def drawn(posts: Iterable[Posted], title: str) -> str:
    """Return the messages, one below the other, as an SVG document."""
    sheet = _Sheet()
    for post in posts:
        _draw(sheet, post)
    height = sheet.bottom - _GAP + _MARGIN
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}" '
        f'viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label={quoteattr(title)} '
        f'font-family="{_FONT}" font-size="{SIZE:g}">'
    )
    paper = f'<rect width="{WIDTH}" height="{height:.0f}" fill="{_PAPER}"/>'
    return "\n".join((head, f"<title>{escape(title)}</title>", paper, *sheet.shapes, "</svg>", ""))


def _draw(sheet: _Sheet, post: Posted) -> None:
    """Draw one message: ours on the left, the user's on the right."""
    blocks = [
        (is_quoted, lines(list(block), _BUBBLE - 2 * _PAD - is_quoted * _INDENT))
        for is_quoted, block in groupby(_trimmed(runs(post.text, post.entities)), key=lambda run: run.quoted)
    ]
    rows = [[str(button["text"]) for button in row] for row in post.rows]
    widest = max(sum(run.width for run in line) + quoted * _INDENT for quoted, block in blocks for line in block)
    width = _BUBBLE if rows else min(_BUBBLE, widest + 2 * _PAD)
    height = sum(len(block) for _, block in blocks) * _LINE + 2 * _PAD - 4
    left = _MARGIN if post.by_bot else WIDTH - _MARGIN - width
    sheet.box(left, sheet.bottom, width, height, _OURS if post.by_bot else _THEIRS)
    y = sheet.bottom + _PAD
    for is_quoted, block in blocks:
        if is_quoted:
            sheet.box(left + _PAD, y - 1, width - 2 * _PAD, len(block) * _LINE + 2, _TINT, round_=4)
            sheet.box(left + _PAD, y - 1, 3, len(block) * _LINE + 2, _LINK, round_=1.5)
        for line in block:
            x = left + _PAD + is_quoted * _INDENT
            for run in line:
                sheet.write(x, y + SIZE, run)
                x += run.width
            y += _LINE
    sheet.bottom += height
    for row in rows:
        _draw_buttons(sheet, left, width, row)
    sheet.bottom += _GAP


def _draw_buttons(sheet: _Sheet, left: float, width: float, labels: Sequence[str]) -> None:
    sheet.bottom += _BETWEEN
    each = (width - _BETWEEN * (len(labels) - 1)) / len(labels)
    for number, label in enumerate(labels):
        x = left + number * (each + _BETWEEN)
        sheet.box(x, sheet.bottom, each, _BUTTON, "#c9d8e2", round_=8)
        run = Run(text=label)
        sheet.write(x + (each - run.width) / 2, sheet.bottom + _BUTTON / 2 + SIZE / 3, run, ink=_LABEL)
    sheet.bottom += _BUTTON


def _trimmed(given: list[Run]) -> list[Run]:
    """Take away the line break before and after a block quotation, which its edges stand for."""
    kept: list[Run] = []
    for before, run, after in zip([None, *given], given, [*given[1:], None], strict=False):
        text = run.text
        if not run.quoted and before is not None and before.quoted:
            text = text.removeprefix("\n")
        if not run.quoted and after is not None and after.quoted:
            text = text.removesuffix("\n")
        if text:
            kept.append(Run(text=text, strong=run.strong, link=run.link, quoted=run.quoted))
    return kept
