"""kill -9 in the middle of a build, in a process of its own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from index.build import build
from index.search import Search
from tests.fakes.encoder import FakeEncoder

ROOT = Path(__file__).parents[2]
COUNT = 1000  # several batches of the encoder

KILLED = """
import os, signal, sys
from pathlib import Path
from index.build import build
from tests.fakes.encoder import FakeEncoder

def progress(stage, done, total):
    if stage == sys.argv[3] and done >= int(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)

build(Path(sys.argv[1]), [Path(sys.argv[2])], encoder=FakeEncoder(), progress=progress)
"""


def write(path: Path, count: int) -> None:
    lines = [
        json.dumps({"id": f"a{i}", "title": f"Titre {i}", "text": f"Le dossier numéro {i}00{i} avance.", "lang": "fr"})
        for i in range(count)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


def killed(archive: Path, source: Path, stage: str, done: int) -> None:
    command = [sys.executable, "-c", KILLED, str(archive), str(source), stage, str(done)]
    ended = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 # our own code
    assert ended.returncode == -signal.SIGKILL


def test_the_live_generation_answers_after_kill_9_and_the_next_build_encodes_only_the_rest(tmp_path: Path) -> None:
    archive, source = tmp_path / "archive", tmp_path / "news.jsonl"
    write(source, 10)
    build(archive, [source], encoder=FakeEncoder())
    write(source, COUNT)
    killed(archive, source, "encoding", 500)
    with closing(Search.open(archive, FakeEncoder())) as search:
        assert search.generation.manifest.articles == 10
        assert search.find("dossier 5005", 1)[0].passage.article_id == "a5"
    encoder = FakeEncoder()
    report = build(archive, [source], encoder=encoder)
    assert (report.generation, report.articles) == (2, COUNT)
    assert 0 < len(encoder.encoded) <= COUNT - 10 - 500
    assert sorted(path.name for path in (archive / "generations").iterdir()) == ["000001", "000002"]


def test_kill_9_while_chroma_is_filled_and_before_sealing_does_no_harm(tmp_path: Path) -> None:
    archive, source = tmp_path / "archive", tmp_path / "news.jsonl"
    write(source, 10)
    build(archive, [source], encoder=FakeEncoder())
    write(source, 300)
    killed(archive, source, "indexing", 1)
    killed(archive, source, "sealing", 0)
    with closing(Search.open(archive, FakeEncoder())) as search:
        assert search.generation.manifest.articles == 10
    encoder = FakeEncoder()
    assert build(archive, [source], encoder=encoder).articles == 300
    assert encoder.encoded == []
