"""The stages in their order. Each leaves its result in the work folder; what is there is not made again."""

from __future__ import annotations

import json
import logging
import random
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import NewsError
from index.encoder.recipe import layout, original, questions, texts, vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from index.encoder.recipe.training import Budget

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to build, from what, and at what cost. Folders that do not exist yet are made."""

    original: Path | None  # the original's file; None: the one in the package
    texts: tuple[Path, ...]
    without: Path | None  # ids of texts that are not used, one a line
    least: int  # how often the texts are cut into a piece that is kept
    archiveqa: Path | None
    headlines: int
    piaf: Path | None
    questions: Path | None  # a file of questions, instead of the two folders above
    work: Path
    out: Path
    device: str
    threads: int  # of torch in training; 0: as many as it likes
    budget: Budget  # of training, if there are questions


def build(plan: Plan) -> None:
    """Run every stage that has not been run, and write the model into `plan.out`.

    Raises NewsError where the data is not in its format, or a package that the recipe needs is missing.
    """
    try:
        from index.encoder.recipe import graph
    except ModuleNotFoundError as missing:
        raise NewsError(f"cannot build the encoder: {missing.name}: not installed", remedy=original.REMEDY) from missing
    plan.work.mkdir(parents=True, exist_ok=True)
    cut = _cut(plan)
    asked = _asked(plan)
    if asked is None:
        shutil.copytree(cut, plan.out, dirs_exist_ok=True)
    else:
        _trained(plan, cut, asked)
    graph.write(plan.out)
    log.info("model written: %s", plan.out)


def _texts(plan: Plan) -> list[str]:
    unwanted: frozenset[str] = frozenset()
    if plan.without is not None:
        try:
            unwanted = frozenset(plan.without.read_text(encoding="utf-8").split())
        except OSError as error:
            raise texts.BadText(f"cannot read the ids: {plan.without}: {error.strerror}") from error
    return list(dict.fromkeys(texts.read(plan.texts, without=unwanted)))


def _cut(plan: Plan) -> Path:
    """Return the folder of the original cut to the vocabulary of the texts."""
    folder = plan.work / "cut"
    if folder.exists():
        return folder
    whole = original.read(plan.original or original.find())
    kept = _kept(plan, whole)
    layout.write_cut(whole, kept, _unfinished(folder))
    _unfinished(folder).rename(folder)
    return folder


def _kept(plan: Plan, whole: original.Original) -> list[int]:
    path = plan.work / "vocabulary.json"
    if not path.exists():
        found = _texts(plan)
        log.info("texts: %d", len(found))
        tokenizer = vocabulary.tokenizer(whole.pieces, whole.special)
        kept = vocabulary.chosen(tokenizer, found, least=plan.least, always=whole.special)
        _unfinished(path).write_text(json.dumps(kept), encoding="utf-8")
        _unfinished(path).rename(path)
    numbers: list[int] = json.loads(path.read_text(encoding="utf-8"))
    log.info("vocabulary: %d of %d pieces", len(numbers), len(whole.pieces))
    return numbers


def _asked(plan: Plan) -> list[questions.Asked] | None:
    if plan.questions is not None:
        return questions.read(plan.questions)
    if plan.archiveqa is None and plan.piaf is None:
        return None
    path = plan.work / "questions.tsv"
    if not path.exists():
        found: list[questions.Asked] = []
        if plan.archiveqa is not None:
            chance = random.Random(2)
            found.extend(questions.of_archive(plan.archiveqa, headlines=plan.headlines, chance=chance))
        if plan.piaf is not None:
            found.extend(questions.of_piaf(plan.piaf))
        questions.write(found, path)
    return questions.read(path)


def _trained(plan: Plan, cut: Path, asked: list[questions.Asked]) -> None:
    from index.encoder.recipe import pairs
    from index.encoder.recipe.student import Student
    from index.encoder.recipe.training import threads

    log.info("questions: %d", len(asked))
    student = Student(cut, device=plan.device)
    with threads(plan.threads):
        pairs.train(student, asked=asked, budget=plan.budget, checkpoint=plan.work / "training.pt")
    student.save(plan.out)


def _unfinished(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")
