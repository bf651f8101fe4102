"""An answer is explained step by step, in words that cannot steer a screen; what changed since is said."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.account import Account, account_of
from bot.answer import Answer, Claim, Considered, Draft
from bot.errors import OtherArchive
from bot.question import Question, parse
from bot.record import Record
from bot.render import console_on
from bot.render_why import show_why, why_json
from bot.why import Why, asked_again, sections
from corpus.article import Span
from tests.contracts.reader import BRIDGE, PORT, hits, source
from tests.fakes.outcomes import account, kerry, likely, silence

HERE = Path("an-archive")
QUESTION = parse("Who said it was not safe any more?")


def told(why: Why) -> dict[str, tuple[str, ...]]:
    return {section.title: section.lines for section in sections(why)}


def shown(why: Why) -> str:
    out = io.StringIO()
    show_why(why, console_on(out))
    return out.getvalue()


def recorded(answer: Answer | None = None, **changed: object) -> Record:
    answer = answer or kerry()
    said = answer.statements[0]
    assert said.quote is not None
    claim = Claim(
        article_id="alep-1",
        version=0,
        short=said.short.span,
        proof=said.proof.span,
        words=said.quote.words.span,
        name=said.quote.named.span,
    )
    record = Record(
        id=answer.id,
        day=date(2026, 3, 9),
        archive=str(HERE.absolute()),
        generation=3,
        state="",
        question=answer.question,
        reason=None,
        claims=(claim,),
    )
    return replace(record, **changed)  # type: ignore[arg-type] # a field of it


def test_every_step_is_told_in_its_order() -> None:
    why = told(Why(account=account(kerry())))
    assert list(why) == [
        "asked",
        "understood",
        "searched",
        "passages found",
        "quotations found",
        "weighed",
        "dropped, because it does not stand in the archive",
        "so",
    ]
    assert "by dense and lexical, cosine 0.61, score 0.0328" in why["passages found"][0]
    assert why["quotations found"][0].startswith("1. John Kerry: ")
    assert why["weighed"][1].startswith("5.10 proposed: « Ce qui se passe")
    assert why["dropped, because it does not stand in the archive"][0].endswith("there is no such article")
    assert why["so"][0] == f"answered, as {kerry().id}"


def test_an_abstention_is_explained_with_its_reason() -> None:
    assert told(Why(account=account(silence())))["so"] == (
        f"not answered, as {silence().id}: it has articles on this, but nobody in them says that.",
    )


def test_it_is_told_in_the_language_of_the_question() -> None:
    why = told(Why(account=account(kerry(Question(text="Qui l'a dit ?", sought="speaker", language="fr")))))
    assert list(why) == [
        "demandé",
        "compris",
        "cherché",
        "passages trouvés",
        "citations trouvées",
        "pesé",
        "écarté, parce que l’archive ne le contient pas",
        "donc",
    ]
    assert why["compris"] == ("voulu : qui l’a dit", "langue : fr")
    assert "par le sens et les mots, cosinus 0.61" in why["passages trouvés"][0]


def test_everything_that_was_understood_is_told() -> None:
    question = Question(
        text="And what did he say?", speaker="John Kerry", resolved=(("he", "John Kerry"),), as_of=date(2016, 12, 1)
    )
    assert told(Why(account=account(kerry(question))))["understood"][1:] == (
        "as known on 2016-12-01",
        "speaker: John Kerry",
        "he = John Kerry",
    )


def test_a_speaker_who_is_only_likely_is_explained_as_that() -> None:
    assert told(Why(account=account(likely())))["so"][1].startswith(
        "le chef de la diplomatie américaine (probably John Kerry) ("
    )


def test_a_follow_up_is_told_with_the_questions_before_it() -> None:
    question = Question(text="And Moscow?", follows=Question(text="Who spoke?"))
    assert told(Why(account=account(kerry(question))))["asked"] == ("first: Who spoke?", "And Moscow?")


def test_articles_of_which_nothing_was_weighed_are_passed_over() -> None:
    draft = Draft(
        claims=(),
        considered=(Considered(article_id="bridge", version=1, span=Span(0, 20), score=1.0, note="too weak"),),
    )
    explained = account_of(silence(QUESTION), draft, hits=hits(), quoted=(), source=source())
    assert [place.citation.article for place in explained.passed_over] == [PORT]
    assert [one.citation.article for one in explained.weighed] == [BRIDGE]
    silent = account_of(silence(QUESTION), Draft(claims=()), hits=hits(), quoted=(), source=source())
    assert silent.passed_over == ()


def test_what_a_reader_says_it_weighed_is_shown_only_where_it_stands() -> None:
    draft = Draft(
        claims=(),
        considered=(
            Considered(article_id="bridge", version=1, span=Span(0, 9_999), score=1.0, note="too weak"),
            Considered(article_id="nowhere", version=1, span=Span(0, 9), score=1.0, note="too weak"),
        ),
    )
    assert account_of(silence(), draft, hits=(), quoted=(), source=source()).weighed == ()


def test_nothing_in_an_explanation_steers_the_screen() -> None:
    question = Question(text="who\x1b[31m said\u202e it?")
    assert "\x1b" not in shown(Why(account=account(kerry(question))))
    assert "\u202e" not in why_json(Why(account=account(kerry(question))))


def test_the_json_form_holds_the_same_steps() -> None:
    record = json.loads(why_json(Why(account=account(kerry()), record=recorded())))
    assert (record["id"], record["same"]) == (kerry().id, True)
    assert record["passages"][0]["found_by"] == ["dense", "lexical"]
    assert record["weighed"][0]["note"] == "proposed"
    assert record["dropped"][0]["fault"] == "no such article"
    assert record["outcome"]["answer"] == "John Kerry"
    assert record["outcome"]["id"] == record["id"]


def again(record: Record, now: Account | None = None) -> tuple[Why, list[Question]]:
    asked: list[Question] = []

    def answering(question: Question) -> Account:
        asked.append(question)
        return now or account(kerry(question))

    return asked_again(record, HERE, account=answering, source=source()), asked


def test_the_same_question_is_asked_again_with_its_context() -> None:
    question = Question(text="And Moscow?", follows=Question(text="Who spoke?"))
    why, asked = again(recorded(question=question))
    assert asked == [question]
    assert not why.is_same  # the record is of another question


def test_what_answers_the_same_way_is_the_same() -> None:
    why, _ = again(recorded())
    assert why.is_same
    assert not any("changed since" in line for section in sections(why) for line in section.lines)


def test_a_changed_archive_is_told_with_what_was_answered_then() -> None:
    record = recorded(id="aaaaaaaaaa", generation=2)
    why = told(again(record)[0])
    assert why["asked"][-1].startswith(
        "the archive or the settings have changed since: what follows is how generation 3"
    )
    assert why["then it was"] == ("answered, but what it showed no longer stands in the archive",)


def test_what_was_said_then_is_read_off_the_archive_and_verified_again() -> None:
    quote = source().quotes("bridge", 1)[0]
    assert quote.name is not None
    claim = Claim(
        article_id="bridge", version=1, short=quote.name, proof=Span(0, 112), words=quote.content, name=quote.name
    )
    record = recorded(id="aaaaaaaaaa", claims=(claim,))
    (line,) = told(again(record)[0])["then it was"]
    assert line.startswith("Paul Riou (The bridge at Harrow closes")
    forged = recorded(id="aaaaaaaaaa", claims=(replace(claim, name=Span(0, 10)),))
    assert told(again(forged)[0])["then it was"][0].startswith("answered, but")


def test_an_abstention_that_is_an_answer_now_is_told() -> None:
    record = recorded(id="aaaaaaaaaa", reason="nothing found", claims=())
    assert told(again(record)[0])["then it was"] == ("not answered: nothing in it comes close to the question.",)


def test_what_was_asked_of_another_archive_is_not_asked_of_this_one() -> None:
    with pytest.raises(OtherArchive) as caught:
        again(recorded(archive="/elsewhere"))
    assert caught.value.remedy == f'whosaid --archive "/elsewhere" why {kerry().id}'
