"""What asking and answering can raise. The whole tree is drawn in `corpus.errors`.

AnswerError
├── BadQuestion     the line read is not a question (empty, or not the JSON it should be)
├── BadRecord       a line whose quotations are to be found is no record with a text
├── BadGold         a gold file for `eval` cannot be read as one
├── ReaderUnavailable  the model that reads passages cannot be opened or run
├── BadFloors       a floors file for `eval` cannot be read as one, or names a figure that there is not
├── CannotWrite     a file that `eval` should write cannot be written
├── UnknownAnswer   nothing is kept of an answer of that id
├── OtherArchive    an answer is to be explained from another archive than the one that was asked
├── BadMemory       the file that keeps what was asked cannot be read
├── CannotServe     the Telegram bot cannot start, or not go on
└── NotThereAnyMore a source that was cited does not stand in the archive any more

That the archive does not say is no error: it is an `Abstention` (bot.answer).
"""

from corpus.errors import NewsError


class AnswerError(NewsError):
    """Understanding or answering a question went wrong."""


class BadQuestion(AnswerError):
    """What was asked is empty, or is not the JSON that it should be."""


class BadRecord(AnswerError):
    """A line that should be a record with a text is not."""


class BadGold(AnswerError):
    """A gold file cannot be read."""


class BadFloors(AnswerError):
    """A floors file cannot be read, or holds something that no evaluation measures."""


class ReaderUnavailable(AnswerError):
    """The model that reads passages cannot be opened or run."""


class CannotWrite(AnswerError):
    """A file cannot be written."""


class UnknownAnswer(AnswerError):
    """Nothing is kept of an answer of that id, or of several that begin so."""


class OtherArchive(AnswerError):
    """The answer to be explained came from another archive."""


class BadMemory(AnswerError):
    """The file that keeps what was asked cannot be read."""


class CannotServe(AnswerError):
    """The Telegram bot cannot start, or cannot go on."""


class NotThereAnyMore(AnswerError):
    """What was cited does not stand in the archive any more."""
