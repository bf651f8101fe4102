"""A question is understood by its question word, in four languages; what is no question is refused in one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadQuestion
from bot.question import CHAIN, LONGEST, Question, parse
from bot.question_form import texts
from bot.turn import Turn
from tests.fakes.known import FakeKnown


@pytest.mark.parametrize(
    ("text", "language", "sought"),
    [
        ("who called it crimes against humanity?", "en", "speaker"),
        ("According to whom was the bridge unsafe?", "en", "speaker"),
        ("Which mayor said the beach would stay open?", "en", "speaker"),
        ("What did Kerry say about Aleppo?", "en", "words"),
        ("How did the minister react to the strike?", "en", "words"),
        ("How many people fled on Saturday?", "en", "number"),
        ("When did the harbour reopen?", "en", "time"),
        ("In which village was the house standing?", "en", "place"),
        ("Who won the race?", "en", "person"),
        ("What type of plane crashed?", "en", "other"),
        ("Did Kerry call it a crime?", "en", "yes_no"),
        ("According to the mayor, was the bridge safe?", "en", "yes_no"),
        ("List all quotes of Kerry on Aleppo", "en", "list"),
        ("Everything that Kerry said about Aleppo", "en", "list"),
        ("How did Kerry's position on Aleppo change?", "en", "timeline"),
        ("What happened in Aleppo in December 2016?", "en", "timeline"),
        ("What happened to the bridge?", "en", "other"),
        ("Qui a dénoncé des crimes contre l'humanité ?", "fr", "speaker"),
        ("Selon qui le pont était-il dangereux ?", "fr", "speaker"),
        ("Quel ministre a déclaré que la plage resterait ouverte ?", "fr", "speaker"),
        ("Qu'a déclaré la maire sur le port ?", "fr", "words"),
        ("Combien de civils ont fui samedi ?", "fr", "number"),
        ("Quand le port a-t-il rouvert ?", "fr", "time"),
        ("Dans quelle ville le train a-t-il déraillé ?", "fr", "place"),
        ("Et qu'a déclaré la maire sur le port ?", "fr", "words"),
        ("Kerry a-t-il parlé de crimes ?", "fr", "yes_no"),
        ("Est-ce que le pont est sûr ?", "fr", "yes_no"),
        ("Selon RTL, que demandait-on à l'hôtel ?", "fr", "words"),
        ("Tout ce que Kerry a dit sur Alep", "fr", "list"),
        ("Comment la position de Kerry sur Alep a-t-elle évolué ?", "fr", "timeline"),
        ("Que s'est-il passé à Alep en décembre 2016 ?", "fr", "timeline"),
        ("Wer hat das als Verbrechen bezeichnet?", "de", "speaker"),
        ("Was sagte die Bürgermeisterin über den Hafen?", "de", "words"),
        ("Wie viele Menschen kamen zum Fest?", "de", "number"),
        ("Wann wurde die Brücke gesperrt?", "de", "time"),
        ("In welcher Stadt wurde das Museum eröffnet?", "de", "place"),
        ("Hat Kerry das ein Verbrechen genannt?", "de", "yes_no"),
        ("Alles, was Kerry über Aleppo sagte", "de", "list"),
        ("Was geschah im Dezember 2016 in Aleppo?", "de", "timeline"),
        ("¿Es verdad que el puente era peligroso?", "es", "yes_no"),
        ("Todo lo que dijo Kerry sobre Alepo", "es", "list"),
        ("¿Cómo ha cambiado la posición de Kerry sobre Alepo?", "es", "timeline"),
        ("¿Quién dijo que el puente era peligroso?", "es", "speaker"),
        ("¿Qué dijo la alcaldesa sobre el puerto?", "es", "words"),
        ("¿Cuántas personas acudieron a la fiesta?", "es", "number"),
        ("¿Cuándo se cerró el puente?", "es", "time"),
        ("¿Dónde se celebró la feria?", "es", "place"),
    ],
)
def test_the_question_word_says_what_is_sought(text: str, language: str, sought: str) -> None:
    question = parse(text)
    assert (question.language, question.sought) == (language, sought)


@pytest.mark.parametrize("text", ["", "   ", "?!…", "\x00\x1b", "🙂🙂"])
def test_what_has_no_words_is_no_question(text: str) -> None:
    with pytest.raises(BadQuestion, match="it has no words"):
        parse(text)


def test_a_pasted_article_is_cut_and_control_characters_are_dropped() -> None:
    question = parse("who said\x1b[31m \u202e" + "word " * 5_000)
    assert len(question.text) <= LONGEST
    assert question.text.isprintable()


def test_a_follow_up_is_searched_with_the_question_before_it() -> None:
    first = Turn(question=parse("What did Kerry say about Aleppo?"))
    assert parse("And how many?", follows=first).query == "What did Kerry say about Aleppo? how many?"


def test_a_question_is_kept_with_a_few_before_it_however_long_the_conversation() -> None:
    question = parse("Who spoke?")
    for number in range(20):
        question = parse(f"And about number {number}?", follows=Turn(question=question))
    assert texts(question) == tuple(f"And about number {number}?" for number in range(19 - CHAIN, 20))


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("And what did he say about Moscow?", True),
        ("what did he say about the truce?", True),
        ("Et sur Moscou ?", True),
        ("Qu'a-t-il ajouté ?", True),
        ("who called it crimes against humanity?", False),
        ("What did Kerry say about his visit?", False),
        ("What did he say about Moscow?", True),
        ("When?", True),
        ("Who said he was ill?", False),
        ("Who contradicted him?", True),
        ("Y a-t-il eu des blessés ?", False),
        ("La rivière est-elle montée ?", False),
        ("Was sagte er über den Hafen?", True),
        ("Wer sagte, er sei krank?", False),
        ("¿Qué dijo sobre Alepo?", True),
        ("Combien de civils ont fui ?", False),
    ],
)
def test_in_a_conversation_only_what_refers_back_follows(text: str, follows: bool) -> None:  # noqa: FBT001 # a table
    first = Turn(question=parse("What did Kerry say about Aleppo?"))
    assert (parse(text, previous=first).follows is first.question) is follows


@given(st.text())
def test_any_text_is_a_question_or_refused(text: str) -> None:
    try:
        question = parse(text)
    except BadQuestion:
        return
    assert isinstance(question, Question)
    assert question.text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What did Kerry tell Merkel about the port?", "John Kerry"),
        ("What did the pilot tell Kerry about the port?", ""),
        ("What did Kerry's lawyer say about the port?", ""),
        ("What was Kerry's reaction to the storm?", "John Kerry"),
        ("What did Harbour Radio's Paul Riou say about the port?", "Paul Riou"),
        ("What did President Kerry say about the port?", "John Kerry"),
        ("What did Bastien Kerry say about the port?", "Bastien Kerry"),
        ("What did the unions say after the Harrow storm?", ""),
        ("To what did Kerry compare the port?", "John Kerry"),
        ("À quoi Kerry comparait-il le port ?", "John Kerry"),
        ("De quoi le maire parlait-il à Kerry ?", ""),
        ("Que disait Kerry à Merkel du port ?", "John Kerry"),
        ("Was sagte Bundeskanzlerin Merkel über Kerry?", "Angela Merkel"),
        ("¿Qué dijo la alcaldesa a Kerry sobre el puerto?", ""),
    ],
)
def test_words_are_asked_of_whoever_speaks_and_of_nobody_who_is_spoken_to_or_of(text: str, name: str) -> None:
    assert parse(text, known=FakeKnown()).asked_of == name
