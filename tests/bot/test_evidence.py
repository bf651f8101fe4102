"""Windows: the best articles that can answer, cut to whole sentences, the likeliest read, the best first."""

from __future__ import annotations

from itertools import pairwise

from bot.evidence import gather
from bot.question import parse
from corpus.article import Article, Span
from index.passage import Hit, Passage
from tests.fakes.scorer import FakeScorer
from tests.fakes.source import MemorySource

LONG = " ".join(f"La grue numéro {number} du port de Kerloc a été repeinte en bleu ce matin." for number in range(60))
PORT = Article(id="port", version=1, title="Le port de Kerloc", text=LONG, language="fr")
OTHERS = tuple(
    Article(id=f"other{number}", version=1, title="Le port", text="Le port de Brest attend.", language="fr")
    for number in range(9)
)


def hits(*articles: Article) -> list[Hit]:
    return [
        Hit(
            passage=Passage(
                article_id=article.id, version=1, headline=article.title, span=Span(0, 20), text=article.text[:20]
            ),
            score=1 / rank,
            rank=rank,
            similarity=None,
            found_by=("lexical",),
        )
        for rank, article in enumerate(articles, start=1)
    ]


def test_windows_are_whole_sentences_of_the_articles_and_the_best_comes_first() -> None:
    windows = gather(
        parse("Quand la grue numéro 41 a-t-elle été repeinte ?"),
        hits(PORT),
        source=MemorySource((PORT,), {}),
        scorer=FakeScorer(),
    )
    assert "numéro 41" in windows[0].span.of(PORT.text)
    assert all(window.span.of(PORT.text).endswith("matin.") for window in windows)
    assert all(first.score >= second.score for first, second in pairwise(windows))


def test_an_article_that_knows_neither_the_name_nor_the_year_is_not_read() -> None:
    for question in ("Qui a repeint la grue de Douarnenez ?", "Qui a repeint la grue de Kerloc en 1987 ?"):
        source = MemorySource((PORT,), {})
        assert gather(parse(question), hits(PORT), source=source, scorer=FakeScorer()) == []


def test_no_more_is_read_than_a_question_can_wait_for() -> None:
    scorer = FakeScorer()
    articles = (PORT, *OTHERS)
    windows = gather(parse("Que dit le port ?"), hits(*articles), source=MemorySource(articles, {}), scorer=scorer)
    assert len(windows) <= 16
    assert len({window.article.id for window in windows}) <= 6


def test_a_span_of_the_article_is_cut_to_the_window() -> None:
    (window, *_) = gather(
        parse("Que dit le port de Brest ?"), hits(OTHERS[0]), source=MemorySource(OTHERS, {}), scorer=FakeScorer()
    )
    assert window.inside(Span(3, 100)) == Span(3, len(OTHERS[0].text))
    assert len(window.inside(Span(200, 300))) == 0
