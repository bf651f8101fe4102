"""How to find it again: articles become a sealed, searchable generation."""
