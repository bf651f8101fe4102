"""The error tree of whosaid, and the leaves that reading and keeping articles can raise.

NewsError
├── CorpusError              (here)
│   ├── UnreadableFile       one file cannot become articles; the run goes on
│   ├── NothingToRead        the paths given hold no article at all
│   ├── ArchiveDamaged       the archive's database cannot be read
│   ├── ArchiveTooOld        written by an older whosaid, and not built since
│   ├── ArchiveTooNew        written by a newer whosaid
│   ├── ArchiveBusy          another build holds the archive
│   ├── StorageFull          the disk is full
│   └── UnknownArticle       no article of that id
├── SearchError              (index.errors)
└── AnswerError              (bot.errors)

The text of each is "what: which: cause"; the remedy, if there is one, stands on a line of its own.
"""


class NewsError(Exception):
    """Anything that whosaid can say in one clear line. `remedy` is what the user can do about it."""

    def __init__(self, message: str, *, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return self.message if self.remedy is None else f"{self.message}\n{self.remedy}"


class CorpusError(NewsError):
    """Reading files or keeping articles went wrong."""


class UnreadableFile(CorpusError):
    """One file, or one record of it, cannot become an article."""


class NothingToRead(CorpusError):
    """The paths given hold nothing that could be read as an article."""


class ArchiveDamaged(CorpusError):
    """The archive's database is not one, or is broken."""


class ArchiveTooOld(CorpusError):
    """The archive was written by an older version of whosaid, and only a build may change it."""


class ArchiveTooNew(CorpusError):
    """The archive was written by a newer version of whosaid."""


class ArchiveBusy(CorpusError):
    """Another process is building this archive."""


class StorageFull(CorpusError):
    """The disk, or the quota on it, is full."""


class UnknownArticle(CorpusError):
    """No article of that id is in the archive."""
