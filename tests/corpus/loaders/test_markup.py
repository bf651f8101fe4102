from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.loaders import markup


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One<br>two<BR/>three", "One\ntwo\nthree"),
        ("<p>A  line\nthat <b>goes</b> on</p>", "A line that goes on"),
        ("a<script>no()</script>b<style>x</style >c", "abc"),
        ("5 < 6 &amp; 7 > 2 &eacute;&nbsp;!", "5 < 6 & 7 > 2 é\xa0!"),
        ('<a title="x > y">link</a>', "link"),
        ("<a title='unclosed>link", "link"),
        ("<pre>a\n b</pre>", "a\nb"),
        ("<!-- no -->yes<![if x]>!<?php no ?>", "yes!"),
        ("half a <tag", "half a <tag"),
        ("", ""),
    ],
)
def test_a_fragment_reads_as_a_browser_shows_it(fragment: str, text: str) -> None:
    assert markup.words(fragment) == text


@given(st.text())
def test_any_fragment_is_read(fragment: str) -> None:
    assert isinstance(markup.words(fragment), str)


@pytest.mark.parametrize("piece", ["<!--", "<a ", '<a b="', "<a '>'", "<![x", "</", "<script>", "&#", "<", "<p>"])
def test_hostile_markup_takes_no_longer_than_its_length(piece: str) -> None:
    began = time.perf_counter()
    markup.words(piece * 20_000 + '"')
    assert time.perf_counter() - began < 5


def test_what_never_closes_is_looked_for_once() -> None:
    began = time.perf_counter()
    markup.words("<!--" * 200_000)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("head", "root"),
    [
        ("<rss>", "rss"),
        ('<?xml version="1.0"?>\n<!-- x --><!DOCTYPE r [<!ENTITY a "b">]>\n<rdf:RDF x="y">', "RDF"),
        ("<!doctype html><html>", "html"),
        ("plain <b>text</b>", None),
        ("", None),
    ],
)
def test_the_root_is_found_after_the_prolog(head: str, root: str | None) -> None:
    assert markup.root(head) == root
