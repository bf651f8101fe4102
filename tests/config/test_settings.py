from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import ValidationError

from config.errors import SettingsError
from config.settings import Loaded, keys, load

DEFAULTS = (files("config") / "default.toml").read_text("utf-8")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def faults(config: Path | None = None, **environ: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        load(config=config, environ=environ)
    return caught.value.faults


def origin(loaded: Loaded, key: str) -> str:
    return next(where for name, _, where in loaded.rows() if name == key)


def test_the_defaults_are_complete_and_hold_no_other_key() -> None:
    table = tomllib.loads(DEFAULTS)
    assert tuple(f"{section}.{key}" for section, values in table.items() for key in values) == keys()


def test_every_default_has_a_comment_right_above_it() -> None:
    lines = DEFAULTS.splitlines()
    bare = [
        line
        for above, line in pairwise(lines)
        if " = " in line and not line.startswith("#") and not above.startswith("# ")
    ]
    assert bare == []


def test_each_layer_goes_over_the_one_before(tmp_path: Path) -> None:
    mine = write(tmp_path / "mine.toml", '[search]\nk = 7\nper_article = 9\n[archive]\nfolder = "in-file"\n')
    loaded = load(
        config=mine,
        archive=Path("on-the-line"),
        environ={"WHOSAID_SEARCH__K": "8", "WHOSAID_ARCHIVE": "in-environ"},
    )
    settings = loaded.settings
    assert (settings.search.k, settings.search.per_article, settings.search.candidates) == (8, 9, 100)
    assert settings.archive.folder == Path("on-the-line")
    assert origin(loaded, "search.k") == "WHOSAID_SEARCH__K"
    assert origin(loaded, "search.per_article") == str(mine)
    assert origin(loaded, "search.candidates") == "default.toml"
    assert origin(loaded, "archive.folder") == "--archive"


def test_the_users_own_file_is_found_without_being_named(tmp_path: Path) -> None:
    write(tmp_path / "home" / "whosaid" / "config.toml", "[search]\nk = 3\n")
    assert load(environ={}).settings.search.k == 3


def test_the_environment_names_a_file_and_an_archive(tmp_path: Path) -> None:
    mine = write(tmp_path / "mine.toml", "[search]\nk = 4\n")
    loaded = load(environ={"WHOSAID_CONFIG": str(mine), "WHOSAID_ARCHIVE": "~/old"})
    assert loaded.settings.search.k == 4
    assert loaded.settings.archive.folder == tmp_path / "home" / "old"


def test_without_a_folder_the_archive_is_in_the_users_data(tmp_path: Path) -> None:
    assert load(environ={}).settings.archive.folder == tmp_path / "home" / "whosaid" / "archive"


def test_every_fault_of_every_layer_is_told_with_its_place(tmp_path: Path) -> None:
    mine = write(
        tmp_path / "mine.toml",
        'name = "x"\n[search]\nk = "many"\ncandidate = 5\n[reader]\nname = "oracle"\n[searching]\nk = 3\n',
    )
    told = faults(mine, WHOSAID_SEARCH__K="0", WHOSAID_SEARCH_K="5", WHOSAID_SPLIT__SIZES="5")
    assert [line.split(": ")[:2] for line in told] == [
        [str(mine), "name"],
        [str(mine), "search.candidate"],
        [str(mine), "searching.k"],
        [str(mine), "search.k"],
        [str(mine), "reader.name"],
        ["WHOSAID_SEARCH_K", "unknown key; did you mean WHOSAID_SEARCH__K?"],
        ["WHOSAID_SPLIT__SIZES", "unknown key; did you mean WHOSAID_SPLIT__SIZE?"],
        ["WHOSAID_SEARCH__K", '"0"'],
    ]
    assert all("\n" not in line for line in told)


def test_a_bad_value_is_told_even_where_a_later_layer_hides_it(tmp_path: Path) -> None:
    mine = write(tmp_path / "mine.toml", "[search]\nk = -1\n")
    assert faults(mine, WHOSAID_SEARCH__K="5") == (f"{mine}: search.k: -1: input should be greater than 0",)


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"[search\n", "not TOML: "), (b'[encoder]\nmodel = "\xe9"\n', "not UTF-8"), (None, "no such file")],
)
def test_a_file_that_cannot_be_read_is_one_fault(tmp_path: Path, content: bytes | None, told: str) -> None:
    mine = tmp_path / "mine.toml"
    if content is not None:
        mine.write_bytes(content)
    (fault,) = faults(mine)
    assert fault.startswith(f"{mine}: {told}")


def test_a_section_where_a_value_belongs_is_a_fault(tmp_path: Path) -> None:
    mine = write(tmp_path / "mine.toml", "search = 3\n[encoder.model]\nname = 'x'\n")
    assert [line.split(": ")[1] for line in faults(mine)] == ["search", "encoder.model"]


def test_settings_cannot_be_changed() -> None:
    settings = load(environ={}).settings
    with pytest.raises(ValidationError, match="frozen"):
        settings.search.k = 1
