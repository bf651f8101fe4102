"""The parts of whosaid, made from the settings: the only place where a name in the TOML becomes a class.

Each part is imported where it is made, so that a command loads only what it needs.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bot.answer import Searched
    from bot.desk import Desk
    from bot.evidence import Scorer
    from bot.reader import Reader
    from bot.record import Records
    from config.settings import Settings
    from corpus.archive import Archive
    from index.build import Report
    from index.encode import Encoder
    from index.generation import Manifest
    from index.intake import Progress
    from index.plan import Plan
    from index.quote_search import QuoteSearch
    from index.seal import Finding

# In the user's data folder: what was typed in `chat`, and what was asked, for `whosaid why`.
HISTORY = "history"
ASKED = "asked.sqlite"


class Parts:
    """Makes each part of whosaid as the settings say."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def folder(self) -> Path:
        """Where the archive is."""
        return self._settings.archive.folder

    @property
    def history(self) -> Path:
        """The file that keeps what was typed in `chat`."""
        from config.settings import user_data

        return user_data() / HISTORY

    @property
    def records(self) -> Records:
        """What is kept of the questions asked here."""
        from bot.record import Records
        from config.settings import user_data

        return Records(user_data() / ASKED, days=self._settings.why.kept_days)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder; its model is loaded when it is first used."""
        from index.onnx_encoder import BUILT_IN, OnnxEncoder

        chosen = self._settings.encoder
        if chosen.model == BUILT_IN:
            return OnnxEncoder(max_tokens=chosen.max_tokens or None)
        from index.encode import SentenceTransformerEncoder

        return SentenceTransformerEncoder(
            chosen.model,
            question_prompt=chosen.question_prompt or None,
            passage_prompt=chosen.passage_prompt or None,
            batch_size=chosen.batch_size,
            max_tokens=chosen.max_tokens or None,
            trust_remote_code=chosen.trust_remote_code,
            allow_download=chosen.allow_download,
        )

    @cached_property
    def scorer(self) -> Scorer:
        """The model that reads; its files are opened when it is first used."""
        from bot.spans.model import SpanModel

        return SpanModel()

    def archive(self) -> Archive:
        """Open the archive for reading. Raises CorpusError."""
        from corpus.archive import Archive

        return Archive.open(self.folder)

    def reader(self, archive: Archive, quotes: QuoteSearch) -> Reader:
        """Make the reader that proposes answers."""
        from bot.premise import PremiseReader
        from bot.reader import ExtractiveReader
        from bot.timeline import TimelineReader

        # "extractive" is the only name there is; config.settings refuses every other.
        single = ExtractiveReader(scorer=self.scorer, source=archive, threshold=self._settings.reader.threshold)
        heeding = PremiseReader(single, quotes=quotes, source=archive)
        return TimelineReader(heeding, quotes=quotes, encoder=self.encoder, source=archive)

    @contextmanager
    def desk(self, *, keeping: bool = False) -> Iterator[Desk]:
        """Open the archive and its index for questions; what is asked may be kept. Raises CorpusError, SearchError."""
        from bot.answer import Searched
        from bot.answerer import Answerer
        from bot.desk import Desk
        from bot.knowledge import Knowledge
        from index.search import Search

        chosen = self._settings.search
        search = Search.open(self.folder, self.encoder, depth=chosen.candidates, per_article=chosen.per_article)
        archive, quoted = self.archive(), self._quotes()
        manifest = search.generation.manifest
        searched = Searched(
            generation=manifest.number,
            articles=manifest.articles,
            newest=manifest.newest,
            state=self._state(manifest),
        )
        try:
            answerer = Answerer(
                finder=search,
                quotes=quoted,
                reader=self.reader(archive, quoted),
                source=archive,
                searched=searched,
                hits=chosen.k,
            )
            yield Desk(
                answerer=answerer,
                archive=archive,
                folder=self.folder,
                searched=searched,
                quoted=quoted,
                records=self.records if keeping else None,
                known=Knowledge(quoted, search, manifest.newest),
            )
        finally:
            quoted.close()
            archive.close()
            search.close()

    @contextmanager
    def quote_search(self) -> Iterator[tuple[QuoteSearch, Archive]]:
        """Open the quotations of the index, and the archive that they stand in. Raises CorpusError, SearchError."""
        with closing(self.archive()) as archive, closing(self._quotes()) as quoted:
            yield quoted, archive

    def _state(self, manifest: Manifest) -> str:
        """Return a digest of whatever answers the same question the same way: what is searched, and how."""
        from importlib.metadata import version

        from bot.identity import state

        return state(
            {
                "whosaid": version("whosaid"),
                "archive": manifest.archive,
                "encoder": manifest.fingerprint,
                "splitter": [manifest.splitter, manifest.passage_size],
                "search": self._settings.search.model_dump(),
                "reader": self._settings.reader.model_dump(),
            }
        )

    def _quotes(self) -> QuoteSearch:
        from index.quote_search import QuoteSearch

        return QuoteSearch.open(self.folder, self.encoder, depth=self._settings.search.candidates)

    def build(self, paths: Sequence[Path], progress: Progress) -> Report:
        """Bring the archive and its index up to date with `paths`. Raises CorpusError, SearchError."""
        from index.build import build

        size = self._settings.split.size
        return build(self.folder, paths, encoder=self.encoder, size=size, progress=progress)

    def plan(self, paths: Sequence[Path], progress: Progress) -> Plan:
        """Say what `build` would do. Raises what it would raise by then."""
        from index.plan import plan

        return plan(self.folder, paths, encoder=self.encoder, size=self._settings.split.size, progress=progress)

    def serve(self, token: str, told: Callable[[str, Searched], None]) -> None:
        """Answer in Telegram until the program is told to end; `told` gets the bot's name, and what it searches.

        Raises CannotServe, CorpusError, SearchError.
        """
        from bot.telegram_app.journal import Journal
        from bot.telegram_app.reception import Reception
        from bot.telegram_app.serving import Webhook, Wires, Works, serve
        from bot.telegram_app.switchboard import Terms
        from index.generation import live_number

        chosen = self._settings.telegram
        wires = Wires(
            token=token,
            api=chosen.api,
            webhook=Webhook(url=chosen.webhook_url, listen=chosen.webhook_listen, port=chosen.webhook_port)
            if chosen.webhook_url
            else None,
        )
        terms = Terms(
            administrators=frozenset(chosen.administrators),
            user_quota=chosen.user_quota,
            chat_quota=chosen.chat_quota,
            waiting=chosen.waiting,
            keep_days=chosen.keep_days,
            sources=chosen.sources,
        )
        reception = Reception(open_desk=self.desk, live=lambda: live_number(self.folder))
        with closing(Journal.open(self._journal(token))) as journal:
            works = Works(
                terms=terms,
                journal=journal,
                reception=reception,
                build=self.build,
                warm=lambda: self.encoder.dimension,
            )
            serve(wires, works, told)

    def _journal(self, token: str) -> Path:
        from bot.telegram_app.token import number_of
        from config.settings import user_data

        return self._settings.telegram.journal or user_data() / f"telegram-{number_of(token)}.sqlite"

    def findings(self) -> tuple[Finding, ...]:
        """Check every part of the index, byte for byte."""
        from index.seal import check

        return check(self.folder)
