from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from bot import render
from bot.question import Question
from bot.wording import LONGEST_NEAR
from corpus.article import Quote, Span
from tests.fakes.outcomes import PROOF, TEXT, WORDS, article, cite, kerry, likely, reported, silence

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answer import Bearing, Reason

ESCAPE = re.compile(r"\x1b\[[\d;]*m|\x1b]8;[^\x1b]*\x1b\\")


def piped(show: Callable[[Console], None]) -> str:
    stream = io.StringIO()
    show(render.console_on(stream))
    return stream.getvalue()


def terminal(show: Callable[[Console], None], *, width: int = 80, dumb: bool = False) -> str:
    stream = io.StringIO()
    show(
        Console(
            file=stream,
            force_terminal=True,
            width=width,
            color_system=None if dumb else "standard",
            markup=False,
            highlight=False,
            emoji=False,
            _environ={},
        )
    )
    return stream.getvalue()


def test_an_answer_goes_to_a_pipe_as_plain_lines() -> None:
    assert piped(lambda console: render.show(kerry(), console)).splitlines() == [
        "John Kerry",
        f"  {PROOF}",
        "  – John Kerry, Le Jour, 2016-12-15 [1][2]",
        "",
        "[1] Alep: Kerry accuse <https://lejour.example/alep>",
        "[2] the same article: « John Kerry »",
        f"66 articles, newest 2024-05-02, id {kerry().id}",
    ]


def test_words_that_the_article_only_reports_are_not_passed_off_as_the_speakers() -> None:
    shown = piped(lambda console: render.show(reported(), console))
    assert "– reported of John Kerry, Le Jour" in shown


@pytest.mark.parametrize(
    ("language", "first", "warned"),
    [
        ("en", "probably John Kerry", "who speaks is not sure: read the passage before you quote it"),
        ("fr", "probablement John Kerry", "qui parle n’est pas certain : lisez le passage avant de citer"),
        ("de", "wahrscheinlich John Kerry", "wer spricht, ist nicht sicher: lesen Sie die Stelle, bevor Sie zitieren"),
        ("es", "probablemente John Kerry", "no es seguro quién habla: lea el pasaje antes de citar"),
    ],
)
def test_a_speaker_who_is_only_likely_is_told_with_the_doubt_and_where_the_name_stands(
    language: str, first: str, warned: str
) -> None:
    question = Question(text="qui ?", language=language)
    shown = piped(lambda console: render.show(likely(printed=False, question=question), console)).split("\n")
    assert shown[0] == first
    assert shown[2].strip().startswith(f"– {first}, Le Jour")
    assert "[1][2]" in shown[2]
    assert shown[3].strip() == warned
    role = piped(lambda console: render.show(likely(question=question), console)).split("\n")[0]
    assert role == f"le chef de la diplomatie américaine ({first})"


@pytest.mark.parametrize(
    ("language", "bearing", "first", "warned"),
    [
        ("en", "likely", "probably", "these may not be the words you ask for: read the passage before you quote it"),
        ("en", "possible", "perhaps", "these may not be the words you ask for: read the passage before you quote it"),
        (
            "fr",
            "possible",
            "peut-être",
            "ce ne sont peut-être pas les propos recherchés : lisez le passage avant de citer",
        ),
        (
            "de",
            "possible",
            "vielleicht",
            "das sind vielleicht nicht die gesuchten Worte: lesen Sie die Stelle, bevor Sie zitieren",
        ),
        ("es", "possible", "quizá", "quizá no sean las palabras que busca: lea el pasaje antes de citar"),
    ],
)
def test_who_said_what_may_not_be_the_words_asked_for_is_told_with_that_doubt(
    language: str, bearing: Bearing, first: str, warned: str
) -> None:
    answer = kerry(Question(text="qui ?", language=language))
    doubted = replace(answer, statements=(replace(answer.statements[0], bearing=bearing),))
    shown = piped(lambda console: render.show(doubted, console)).split("\n")
    assert shown[0] == f"{first} John Kerry"
    assert shown[2].strip().startswith("– John Kerry, Le Jour")  # the words themselves are surely his
    assert shown[3].strip() == warned


def test_quiet_leaves_out_what_was_searched() -> None:
    assert "66 articles" not in piped(lambda console: render.show(kerry(), console, quiet=True))


def test_the_short_answer_is_bold_and_comes_first() -> None:
    assert terminal(lambda console: render.show(kerry(), console)).startswith("\x1b[1mJohn Kerry\x1b[0m\n")


def test_the_short_answer_is_bold_inside_its_proof() -> None:
    answer = kerry()
    statement = replace(answer.statements[0], short=cite(article(), "Alep"), quote=None)
    shown = terminal(lambda console: render.show(replace(answer, statements=(statement,)), console))
    assert "passe à \x1b[1mAlep\x1b[0m" in shown


def test_the_headline_is_a_link_where_the_terminal_can_link() -> None:
    shown = terminal(lambda console: render.show(kerry(), console))
    assert re.search(r"\x1b]8;id=\d+;https://lejour\.example/alep\x1b\\Alep: Kerry accuse\x1b]8;;\x1b\\", shown)


def test_a_dumb_terminal_gets_no_escapes_and_the_address() -> None:
    shown = terminal(lambda console: render.show(kerry(), console), dumb=True)
    assert "\x1b" not in shown
    assert "<https://lejour.example/alep>" in shown


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_a_narrow_terminal_wraps_and_loses_nothing(width: int) -> None:
    shown = ESCAPE.sub("", terminal(lambda console: render.show(kerry(), console), width=width))
    assert max(map(len, shown.splitlines())) <= width
    assert " ".join(PROOF.split()) in " ".join(shown.split())
    assert not any(line.endswith(" ") for line in shown.splitlines())


def test_a_wide_terminal_is_not_filled() -> None:
    console = Console(file=io.StringIO(), width=200)
    assert console.width == 200
    assert render.console_on(io.StringIO()).width <= render.WIDEST


@pytest.mark.parametrize(
    ("language", "shown"), [("fr", "« a b »"), ("de", "„a b“"), ("es", "«a b»"), ("en", "“a b”"), (None, "“a b”")]
)
def test_words_stand_in_the_quotation_marks_of_their_language(language: str | None, shown: str) -> None:
    source = replace(article("a b"), language=language)
    assert shown in piped(lambda console: render.show(silence(source=source), console))


def test_words_that_bring_their_own_marks_get_no_second_ones() -> None:
    assert "« «" not in piped(lambda console: render.show(kerry(), console))


@pytest.mark.parametrize("reason", ["nothing found", "nobody says that", "speaker not sure", "not verified"])
def test_an_abstention_says_so_in_one_line_and_then_what_is_nearest(reason: Reason) -> None:
    shown = piped(lambda console: render.show(silence(reason=reason), console)).splitlines()
    assert shown[0].startswith("The archive does not say: ")
    assert shown[-2:] == ["", f"66 articles, newest 2024-05-02, id {silence().id}"]
    assert "  [1] Alep: Kerry accuse – Le Jour, 2016-12-15" in shown


def test_a_long_nearest_passage_is_cut_and_the_cut_is_shown() -> None:
    source = article("x" * (LONGEST_NEAR - 6) + " and cut here")
    shown = piped(lambda console: render.show(silence(source=source), console))
    assert f"« {'x' * (LONGEST_NEAR - 6)} and » …\n" in shown


HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202e[bold]:smile:\x9b1m"


@pytest.mark.parametrize("dumb", [True, False])
def test_escapes_in_an_article_are_seen_and_not_obeyed(*, dumb: bool) -> None:
    source = replace(article(HOSTILE + TEXT, title=HOSTILE, url=f"https://x.example/{HOSTILE}"), outlet=HOSTILE)
    for show in (
        lambda console: render.show(kerry(source=source), console),
        lambda console: render.show(silence(source=source), console),
        lambda console: render.show_article(source, (), console),
        lambda console: render.show_passage(cite(source, WORDS), console, around=Span(0, len(source.text))),
    ):
        shown = ESCAPE.sub("", terminal(show, dumb=dumb))
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(shown)
        assert "␛[2J<U+202E>[bold]:smile:" in " ".join(shown.split())


def test_an_article_shows_its_text_and_who_is_quoted() -> None:
    start = TEXT.index(WORDS)
    name = cite(article(), "John Kerry").span
    quote = Quote(
        content=Span(start, start + len(WORDS)),
        parts=(Span(start, start + len(WORDS)),),
        kind="direct",
        speaker=name,
        name=name,
        cue=None,
        form="name",
        attribution=1.0,
        naming=1.0,
    )
    shown = piped(lambda console: render.show_article(article(), (quote,), console))
    assert TEXT in shown
    assert shown.endswith(f"  « {WORDS} » – John Kerry\n")
    unsure = replace(quote, attribution=0.4)
    assert "– John Kerry" not in piped(lambda console: render.show_article(article(), (unsure,), console))


def test_a_passage_is_shown_within_its_surroundings() -> None:
    cited = cite(article(), PROOF)
    shown = terminal(lambda console: render.show_passage(cited, console, around=Span(0, len(TEXT))), width=300)
    assert f"{PROOF}" in shown
    assert "\x1b[2mLa ville est détruite." in shown


def test_the_sources_can_be_shown_by_themselves() -> None:
    assert piped(lambda console: render.show_sources(kerry(), console)).count("[") == 2
