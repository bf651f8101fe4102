from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

import pytest

from bot.errors import CannotServe
from bot.telegram_app.token import Hiding, find_token, number_of

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "7000000001:AAF-an_invented_token_of_35_letters"  # noqa: S105 # invented
OTHER = "1:the_token_of_the_file"
SECRET = TOKEN.partition(":")[2]


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{OTHER}\n")
    assert find_token({"WHOSAID_TELEGRAM_TOKEN": f" {TOKEN}\n"}, file) == TOKEN
    assert find_token({}, file) == OTHER
    assert number_of(TOKEN) == "7000000001"


@pytest.mark.parametrize("content", [b"", b"no token", b"12:\xff", b"1:a?b"])
def test_what_is_no_token_is_told_without_quoting_it(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "token"
    file.write_bytes(content)
    with pytest.raises(CannotServe) as caught:
        find_token({}, file)
    assert "a?b" not in str(caught.value)


def test_a_file_that_is_not_there_and_no_token_at_all_are_told(tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match=r"cannot read the token: .*: No such file"):
        find_token({}, tmp_path / "none")
    with pytest.raises(CannotServe, match="no token: "):
        find_token({}, None)


def test_no_log_shows_the_token_neither_in_a_line_nor_in_a_traceback() -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(Hiding(TOKEN))
    log = logging.Logger("somebody")  # noqa: LOG001 # one that nobody else has
    log.addHandler(handler)
    log.info('HTTP Request: POST %s "%d OK"', f"https://api.telegram.org/bot{TOKEN}/getMe", 200)
    try:
        int(TOKEN)
    except ValueError:
        log.exception("it failed")
    assert "HTTP Request: POST" in written.getvalue()
    assert "ValueError: invalid literal" in written.getvalue()
    assert SECRET not in written.getvalue()
