"""Talking about it: a question becomes a verified answer."""
