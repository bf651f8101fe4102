"""Windows: the best articles that can answer, cut to whole sentences, the likeliest read, the best first."""

from __future__ import annotations

from itertools import pairwise

from bot.evidence import gather
from bot.question import parse
from bot.turn import Turn
from corpus.article import Article, Span
from corpus.quotes import find
from index.passage import Hit, Passage
from index.quote_search import QuoteHit
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
            similarity=0.5,
            found_by=("lexical",),
        )
        for rank, article in enumerate(articles, start=1)
    ]


def test_windows_are_whole_sentences_of_the_articles_and_the_best_comes_first() -> None:
    windows = gather(
        parse("Quand la grue numéro 41 a-t-elle été repeinte ?"),
        hits(PORT),
        (),
        source=MemorySource((PORT,), {}),
        scorer=FakeScorer(),
    )
    assert "numéro 41" in windows[0].span.of(PORT.text)
    assert all(window.span.of(PORT.text).endswith("matin.") for window in windows)
    assert all(first.score >= second.score for first, second in pairwise(windows))


def test_an_article_that_knows_neither_the_name_nor_the_year_is_not_read() -> None:
    for question in ("Qui a repeint la grue de Douarnenez ?", "Qui a repeint la grue de Kerloc en 1987 ?"):
        source = MemorySource((PORT,), {})
        assert gather(parse(question), hits(PORT), (), source=source, scorer=FakeScorer()) == []


def test_what_another_language_calls_otherwise_keeps_no_article_out() -> None:
    source = MemorySource((PORT,), {})
    for question in ("Which Breton crane was painted blue at 3 pm in the Port?", "Wer hat den Kran blau gestrichen?"):
        assert gather(parse(question), hits(PORT), (), source=source, scorer=FakeScorer())
    stranger = "What did Angela Merkel say about the crane?"
    assert gather(parse(stranger), hits(PORT), (), source=source, scorer=FakeScorer()) == []


def test_what_is_quoted_as_it_was_asked_for_is_read_though_it_shares_no_word() -> None:
    text = f"{LONG} «Nous repartons en mer», a dit Anne Le Goff."
    article = Article(id="port", version=1, title="Le port de Kerloc", text=text, language="fr")
    (quote,) = find(text, "fr")
    said = QuoteHit(
        article_id="port", version=1, quote=quote, speaker=None, score=9.0, rank=1, similarity=0.9, found_by=("dense",)
    )
    source = MemorySource((article,), {"port": (quote,)})
    windows = gather(parse("Who goes to sea again?"), hits(article), [said], source=source, scorer=FakeScorer())
    assert [window.said for window in windows if window.quotes] == [(0.0,)]


def test_a_follow_up_is_read_without_the_question_before_it() -> None:
    first = Turn(question=parse("Qui a repeint la grue de Douarnenez en 1987 ?"), articles=("port",))
    follow_up = parse("Et combien a coûté la peinture ?", follows=first)
    assert gather(follow_up, hits(PORT), (), source=MemorySource((PORT,), {}), scorer=FakeScorer())


def test_no_more_is_read_than_a_question_can_wait_for() -> None:
    scorer = FakeScorer()
    articles = (PORT, *OTHERS)
    windows = gather(parse("Que dit le port ?"), hits(*articles), (), source=MemorySource(articles, {}), scorer=scorer)
    assert len(windows) <= 16
    assert len({window.article.id for window in windows}) <= 6


def test_a_span_of_the_article_is_cut_to_the_window() -> None:
    (window, *_) = gather(
        parse("Que dit le port de Brest ?"), hits(OTHERS[0]), (), source=MemorySource(OTHERS, {}), scorer=FakeScorer()
    )
    assert window.inside(Span(3, 100)) == Span(3, len(OTHERS[0].text))
    assert len(window.inside(Span(200, 300))) == 0


def test_what_is_counted_is_no_name_though_its_nouns_are_written_large() -> None:
    source = MemorySource((PORT,), {})
    counted = "Wer hat den Kran mit sieben Mann Besatzung gestrichen?"
    named = "Wer hat den Kran mit Mann Besatzung gestrichen?"
    assert gather(parse(counted), hits(PORT), (), source=source, scorer=FakeScorer())
    assert gather(parse(named), hits(PORT), (), source=source, scorer=FakeScorer()) == []
