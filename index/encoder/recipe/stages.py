"""The stages in their order. Each leaves its result in the work folder; what is there is not made again."""

from __future__ import annotations

import logging
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from corpus.errors import NewsError
from index.encoder.recipe import distil, lexicon, pairs, parallel, questions, transplant
from index.encoder.recipe.student import Student

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from index.encoder.recipe.parallel import Pair
    from index.encoder.recipe.training import Budget

REMEDY = "install what the recipe needs: pip install 'whosaid[recipe]'"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to build, from what, and at what cost. Folders that do not exist yet are made."""

    teacher: Path
    parallel: Path
    shares: Mapping[str, float]  # of a domain's pairs that are used; all where it is not named
    without: tuple[str, ...]  # sources that are not used
    least: Mapping[str, int]  # occurrences that make a word of a language a piece of the vocabulary
    archiveqa: Path | None
    headlines: int
    piaf: Path | None
    questions: Path | None  # a file of questions, instead of the two folders above
    work: Path
    out: Path
    device: str
    distil: Budget
    pairs: Budget


def build(plan: Plan) -> None:
    """Run every stage that has not been run, and write the model into `plan.out`.

    Raises NewsError where the data is not in its format, or the package `onnx` is missing.
    """
    try:
        from index.encoder.recipe import graph
    except ModuleNotFoundError as missing:
        raise NewsError(f"cannot build the encoder: {missing.name}: not installed", remedy=REMEDY) from missing
    plan.work.mkdir(parents=True, exist_ok=True)
    texts = _texts(plan)
    teacher = Student(plan.teacher, device=plan.device)
    wanted = distil.Targets(teacher, texts)
    student = _distilled(plan, teacher, texts, wanted)
    asked = _asked(plan)
    if asked is not None:
        student = _paired(plan, student, texts, wanted, asked)
    student.save(plan.out, dtype=torch.float16)
    graph.write(plan.out)
    log.info("model written: %s", plan.out)


def _texts(plan: Plan) -> list[Pair]:
    found = parallel.read(
        plan.parallel,
        shares=plan.shares,
        without=plan.without,
        chance=random.Random(0),
    )
    joined = parallel.runs(found, random.Random(1))
    log.info("parallel text: %d pairs, and %d passages joined from them", len(found), len(joined))
    return found + joined


def _transplanted(plan: Plan, teacher: Student, texts: list[Pair]) -> Path:
    folder = plan.work / "transplanted"
    if folder.exists():
        return folder
    lexicons = {}
    for language in sorted({pair.language for pair in texts}):
        path = plan.work / f"lexicon-{language}.tsv"
        if not path.exists():
            # Joined passages hold the same sentences again; IBM Model 1 wants short ones.
            sentences = [pair for pair in texts if pair.language == language and not pair.joined]
            lexicon.save(lexicon.learn((pair.english, pair.other) for pair in sentences), path)
        lexicons[language] = lexicon.load(path)
    least = {language: plan.least.get(language, transplant.RAREST) for language in lexicons}
    new = transplant.pieces(lexicons, teacher.tokenizer.get_vocab(), least=least)
    log.info("vocabulary: %d new pieces", len(new))
    transplant.transplant(plan.teacher, new, _unfinished(folder))
    _unfinished(folder).rename(folder)
    return folder


def _distilled(plan: Plan, teacher: Student, texts: list[Pair], wanted: distil.Targets) -> Student:
    folder = plan.work / "distilled"
    if not folder.exists():
        student = Student(_transplanted(plan, teacher, texts), device=plan.device)
        distil.distil(student, texts, wanted, budget=plan.distil, checkpoint=plan.work / "distil.pt")
        student.save(_unfinished(folder))
        _unfinished(folder).rename(folder)
    return Student(folder, device=plan.device)


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


def _paired(
    plan: Plan, student: Student, texts: list[Pair], wanted: distil.Targets, asked: list[questions.Asked]
) -> Student:
    folder = plan.work / "paired"
    if not folder.exists():
        log.info("questions: %d", len(asked))
        pairs.train(
            student,
            asked=asked,
            parallel=texts,
            wanted=wanted,
            budget=plan.pairs,
            checkpoint=plan.work / "pairs.pt",
        )
        student.save(_unfinished(folder))
        _unfinished(folder).rename(folder)
    return Student(folder, device=plan.device)


def _unfinished(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.part")
