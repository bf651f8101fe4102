"""What the Bot API answers instead of a result."""

from __future__ import annotations


class Refused(Exception):
    """A call that Telegram refuses, with its code and its words."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(description: str) -> Refused:
    """Return the refusal of a call that can never succeed as it is."""
    return Refused(400, f"Bad Request: {description}")


def unsupported(what: str) -> Refused:
    """Return what the fake says where Telegram would go on: nothing is silently ignored."""
    return Refused(501, f"Not Implemented: the fake server knows no {what}")
