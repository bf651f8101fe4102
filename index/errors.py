"""What building and searching an index can raise. The whole tree is drawn in `corpus.errors`.

SearchError
├── NoIndex              nothing was built here yet
├── IndexDamaged         a sealed generation does not read, or does not match its manifest
├── IndexTooNew          written by a newer whosaid
├── IndexTooOld          written by an older whosaid, and lacks what this one searches
├── EncoderMismatch      the index was built by another encoder than the one configured
└── EncoderUnavailable   the encoder's model cannot be loaded
"""

from pathlib import Path

from corpus.errors import NewsError

BUILD_AGAIN = 'build the index again with "whosaid build FOLDER"'


class SearchError(NewsError):
    """Building, opening or searching an index went wrong."""


class NoIndex(SearchError):
    """The archive has no generation to search."""


class IndexDamaged(SearchError):
    """A sealed generation cannot be read, or is not what its manifest says."""


class IndexTooNew(SearchError):
    """The generation was written by a newer version of whosaid."""


class IndexTooOld(SearchError):
    """The generation was written by an older version of whosaid, without what this one searches."""


class EncoderMismatch(SearchError):
    """The index was built by another encoder than the one that would read it."""


class EncoderUnavailable(SearchError):
    """The encoder's model cannot be found or loaded."""


def damaged(part: Path, cause: object) -> IndexDamaged:
    """Return what to raise where a part of an index cannot be read, or is not what its manifest says."""
    return IndexDamaged(f"index damaged: {part}: {cause}", remedy=BUILD_AGAIN)
