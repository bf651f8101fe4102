"""Who said what: every quotation of an article, and whose words it is."""

from corpus.quotes.finder import find

__all__ = ["find"]
