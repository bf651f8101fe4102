"""The conversation in Telegram: what comes in is written down before it is worked on, and answered once.

`journal` and what it holds (`updates`, `people`, `talks`) keep everything in one SQLite file; `reception` asks the
archive in its one thread; everything else speaks to Telegram. No other package imports the library.
"""
