"""How the built-in encoder is made: the original's weights, the vocabulary, questions and passages, graphs, measures.

Each stage reads what the one before left in the work folder, so that an interrupted run goes on where it
stopped. `python -m index.encoder.recipe --help` is the command; `index/encoder/README.md` tells the data.
"""
