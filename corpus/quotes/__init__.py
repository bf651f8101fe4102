"""Who said what: every quotation of an article, and whose words it is."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from corpus.quotes.finder import find

__all__ = ["find", "rules"]


@cache
def rules() -> str:
    """Return a digest of the rules by which quotations are found, so that a change of them is noticed."""
    here = Path(__file__).parent
    corpus = here.parent
    files = [*here.glob("*.py"), *(corpus / "languages").glob("*.toml"), corpus / "marks.py", corpus / "sentences.py"]
    seen = blake2b(digest_size=16)
    for file in sorted(files):
        seen.update(file.read_bytes())
    return seen.hexdigest()
