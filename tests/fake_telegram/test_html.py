"""What Telegram makes of HTML: the cases are those of its own parser."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.telegram.formatted import cleaned, formatted, units
from tests.fakes.telegram.refusals import Refused

Entities = list[tuple[str, int, int]]


def kept(html: str) -> tuple[str, Entities]:
    found = formatted(html, "HTML")
    return found.text, [(entity.kind, entity.offset, entity.length) for entity in found.entities]


def refused(text: str | None, parse_mode: str | None = "HTML") -> str:
    with pytest.raises(Refused) as caught:
        formatted(text, parse_mode)
    assert caught.value.code == 400
    return caught.value.description


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("<b>a</b><strong>b</strong>", "ab", [("bold", 0, 1), ("bold", 1, 1)]),
        ("<B>a</b>", "a", [("bold", 0, 1)]),
        ("<i>a<b>b</b></i>", "ab", [("italic", 0, 2), ("bold", 1, 1)]),
        (
            "<u>a</u><s>b</s><del>c</del>",
            "abc",
            [("underline", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)],
        ),
        ("<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>", "ab", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ('<blockquote expandable="">a</blockquote>', "a", [("expandable_blockquote", 0, 1)]),
        ("<code>a</code>", "a", [("code", 0, 1)]),
        ("<pre>a</pre>", "a", [("pre", 0, 1)]),
        ("<b></b>a", "a", []),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("&lt;b&gt; &amp &quot;&#233;&#xe9;", '<b> & "éé', []),
        ("&apos; &nbsp; &; & &#0; &#x110000;", "&apos; &nbsp; &; & &#0; &#x110000;", []),
        ("𝄞<b>𝄞</b>", "𝄞𝄞", [("bold", 2, 2)]),
        ("  a <b> b </b>  ", "a  b", [("bold", 2, 2)]),
        ("<b>  a</b>", "  a", [("bold", 0, 3)]),
        ("a\r\nb\u2028c\td", "a\nbc d", []),
        ("<b>a<code>b</code>c</b>", "abc", [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]),
        ("<code>a<b>b</b></code>", "ab", [("code", 0, 2)]),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "ab", [("blockquote", 0, 2)]),
    ],
)
def test_text_and_entities(html: str, text: str, entities: Entities) -> None:
    assert kept(html) == (text, entities)


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ('<a href="https://a.example/?b=1&amp;c=2">a</a>', "https://a.example/?b=1&c=2"),
        ("<a href='a.example'>a</a>", "http://a.example/"),
        ("<a>a.example/b</a>", "http://a.example/b"),
        ('<a href="tg://resolve?domain=x">a</a>', "tg://resolve?domain=x"),
        ('<a href="javascript:alert(1)">a</a>', None),
        ('<a href="nowhere">a</a>', None),
    ],
)
def test_a_link_keeps_its_address_and_what_is_none_keeps_only_its_text(html: str, address: str | None) -> None:
    assert [entity.url for entity in formatted(html, "HTML").entities] == ([address] if address else [])


@pytest.mark.parametrize(
    ("html", "cause"),
    [
        ("a<b", "Unclosed start tag at byte offset 1"),
        ("é<b>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<a href>b</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ('<a href="b>c</a>', "Unclosed start tag at byte offset 0"),
        ("<a href=b/c>d</a>", "Unexpected end of name token at byte offset 8"),
        ('<a ="b">c</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_faulty_markup_is_refused_in_telegrams_words(html: str, cause: str) -> None:
    assert refused(html) == f"Bad Request: can't parse entities: {cause}"


def test_the_length_is_counted_in_utf_16_after_parsing() -> None:
    assert units(formatted(f"<b>{'𝄞' * 2048}</b>", "HTML").text) == 4096
    assert refused("𝄞" * 2048 + "a") == "Bad Request: message is too long"
    assert len(formatted("&amp;" * 4096, "HTML").text) == 4096


def test_an_empty_text_is_refused() -> None:
    assert refused(None) == refused("") == "Bad Request: message text is empty"
    assert refused(" \n") == refused("<b></b>") == "Bad Request: text must be non-empty"


def test_without_a_mode_markup_is_text() -> None:
    assert formatted("<b>a</b> &amp;", None).as_json() == {"text": "<b>a</b> &amp;"}
    assert refused("a", "XML") == "Bad Request: unsupported parse_mode"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_escaped_text_comes_back_as_it_was_but_for_what_telegram_cleans(text: str) -> None:
    expected = cleaned(text).strip(" \n")
    if expected:
        assert kept(escape(text)) == (expected, [])


@given(st.text(alphabet="ab<>/&;='\" é𝄞", max_size=60))
def test_whatever_comes_it_is_kept_or_refused(html: str) -> None:
    try:
        found = formatted(html, "HTML")
    except Refused:
        return
    assert all(entity.offset >= 0 and entity.stop <= units(found.text) for entity in found.entities)
