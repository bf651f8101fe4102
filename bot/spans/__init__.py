"""The span model: whether a passage answers a question, where it does, and which sentence proves it."""
