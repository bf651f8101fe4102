"""What the command line's tests share: two clippings, and what a command left on the terminal."""

from __future__ import annotations

from dataclasses import dataclass

ALEP = """\
---
title: "Alep: Kerry accuse"
outlet: Le Jour
date: 2016-12-15
url: https://lejour.example/alep
---
Le chef de la diplomatie américaine John Kerry a haussé le ton jeudi à Washington.

« Ce qui se passe à Alep constitue des crimes contre l'humanité », a déclaré John Kerry devant la presse.
"""
BRIDGE = """\
---
title: The bridge reopens
outlet: The Courier
date: 2019-03-02
---
The old bridge reopened on Saturday after two years of work. "The arch is sound again," said Nora Bell, the engineer.
"""


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str
