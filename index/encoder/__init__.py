"""The built-in encoder: the model's files, its card, and the recipe that makes it."""
