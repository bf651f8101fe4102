from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from corpus.loaders import ids

ANY = st.text(st.characters(codec=None))


@given(ANY, st.none() | ANY, st.none() | ANY, ANY)
def test_every_id_is_safe_to_print_and_stays_the_same(own: str, link: str | None, title: str | None, text: str) -> None:
    made = ids.of_record(own, link=link, title=title, text=text)
    assert made
    assert made.isprintable()
    assert not any(map(str.isspace, made))
    assert len(made) <= 200
    assert made == ids.of_record(own, link=link, title=title, text=text)


def test_a_record_keeps_its_own_id() -> None:
    assert ids.of_record("os00033", link="https://example.org/a", title="T", text="x") == "os00033"


def test_two_own_ids_that_cannot_be_printed_stay_two() -> None:
    assert ids.of_record("a b", link=None, title=None, text="") != ids.of_record("a\tb", link=None, title=None, text="")


def test_an_id_goes_by_the_link_first_and_by_the_content_where_there_is_none() -> None:
    linked = {ids.of_record(None, link="https://example.org/snow.html", title=None, text=text) for text in "ab"}
    assert len(linked) == 1
    assert linked.pop().startswith("snow-")
    assert len({ids.of_record(None, link=None, title="Snow", text=text) for text in "ab"}) == 2


def test_a_file_is_known_by_its_name_and_place() -> None:
    assert ids.of_file(Path("a/Été à Nîmes.html.gz")).startswith("ete-a-nimes-")
    assert ids.of_file(Path("a/index.html")) != ids.of_file(Path("b/index.html"))
    assert ids.of_file(Path("a/index.html")) == ids.of_file(Path("a/b/../index.html"))


def test_a_version_is_what_counts_from_one() -> None:
    assert [ids.version(raw) for raw in ("3", "0", "two", "1.0", "9" * 40, None)] == [3, 0, 0, 0, 0, 0]
