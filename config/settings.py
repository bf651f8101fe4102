"""The settings: four layers, laid over one another, and every fault in them told at once.

`default.toml` beside this module holds each key with its default; over it lie the user's file, the environment, and
the command line. A layer is judged by itself, so a bad value is told even where a later layer would hide it.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import platformdirs
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PositiveInt, ValidationError

from config.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PREFIX = "WHOSAID_"
DEFAULTS = "default.toml"
# What the two global options are called in the environment, and which key each sets, if any.
# The bot's token is no setting: nothing that shows settings may show it.
PLAIN = {"WHOSAID_ARCHIVE": "archive.folder", "WHOSAID_CONFIG": None, "WHOSAID_TELEGRAM_TOKEN": None}


def user_data() -> Path:
    """Return the folder where this user's own files of whosaid live, whether or not it exists yet."""
    return platformdirs.user_data_path("whosaid", appauthor=False)


def user_file() -> Path:
    """Return where the user's own settings are looked for, whether or not that file exists."""
    return platformdirs.user_config_path("whosaid", appauthor=False) / "config.toml"


def _folder(value: object) -> object:
    if value == "":
        return user_data() / "archive"
    return Path(value).expanduser() if isinstance(value, str) else value


def _path(value: object) -> object:
    return Path(value).expanduser() if isinstance(value, str) and value else value or None


def _listed(value: object) -> object:
    """Read what the environment, which has no lists, gives with commas between."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class ArchiveSettings(_Section):
    """Where the archive is kept."""

    folder: Annotated[Path, BeforeValidator(_folder)]


class SplitSettings(_Section):
    """How articles become passages."""

    size: Annotated[int, Field(ge=100, le=10_000)]


class EncoderSettings(_Section):
    """Which model turns text into vectors, and how it is run."""

    model: Annotated[str, Field(min_length=1)]
    question_prompt: str
    passage_prompt: str
    batch_size: PositiveInt
    max_tokens: Annotated[int, Field(ge=0)]
    trust_remote_code: bool
    allow_download: bool


class SearchSettings(_Section):
    """How many passages are looked at, and how the two lists are fused."""

    k: PositiveInt
    candidates: PositiveInt
    per_article: PositiveInt


class ReaderSettings(_Section):
    """Who proposes an answer, and when it would rather not."""

    name: Literal["extractive"]
    threshold: Annotated[float, Field(allow_inf_nan=False)]


class WhySettings(_Section):
    """How long it is kept what was asked, for `whosaid why`."""

    kept_days: Annotated[int, Field(ge=0, le=36_500)]


class TelegramSettings(_Section):
    """Whom the Telegram bot answers, how much, and how it is reached."""

    token_file: Annotated[Path | None, BeforeValidator(_path)]
    administrators: Annotated[tuple[PositiveInt, ...], BeforeValidator(_listed)]
    journal: Annotated[Path | None, BeforeValidator(_path)]
    keep_days: PositiveInt
    user_quota: PositiveInt
    chat_quota: PositiveInt
    waiting: PositiveInt
    sources: Annotated[tuple[Annotated[Path, BeforeValidator(_path)], ...], BeforeValidator(_listed)]
    api: Annotated[str, Field(pattern=r"^https?://[^\s/]+$")]
    webhook_url: Annotated[str, Field(pattern=r"^(https://[^\s/]+/\S+)?$")]
    webhook_listen: Annotated[str, Field(min_length=1)]
    webhook_port: Annotated[int, Field(ge=1, le=65_535)]


class Settings(_Section):
    """Everything that can be set. A key is named `section.key`."""

    archive: ArchiveSettings
    split: SplitSettings
    encoder: EncoderSettings
    search: SearchSettings
    reader: ReaderSettings
    why: WhySettings
    telegram: TelegramSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """One value of one layer, and where it was set: a file, an environment variable, an option."""

    value: object
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The settings in force, and for each `section.key` where its value came from."""

    settings: Settings
    file: Path  # the user's own, whether or not it exists
    origins: Mapping[str, str]

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield (key, value as TOML would have it, origin), in the order of `default.toml`."""
        for key, origin in self.origins.items():
            section, name = key.split(".")
            value = getattr(getattr(self.settings, section), name)
            yield key, _as_toml(value), origin


def keys() -> tuple[str, ...]:
    """Return every key there is, as `section.key`."""
    return tuple(
        f"{section}.{name}"
        for section, field in Settings.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
        for name in field.annotation.model_fields
    )


def load(
    *, config: Path | None = None, archive: Path | None = None, environ: Mapping[str, str] | None = None
) -> Loaded:
    """Lay the layers over one another. `config` and `archive` are what the command line gave, if it did.

    Raises SettingsError with every fault of every layer.
    """
    environ = os.environ if environ is None else environ
    faults: list[str] = []
    defaults = _flat(tomllib.loads((files("config") / DEFAULTS).read_text("utf-8")), DEFAULTS)
    asked_for = config or (Path(environ["WHOSAID_CONFIG"]) if environ.get("WHOSAID_CONFIG") else None)
    file = (asked_for or user_file()).expanduser()
    layers = [defaults, _from_file(file, faults, needed=asked_for is not None), _from_environ(environ)]
    if archive is not None:
        layers.append({"archive.folder": Set(value=str(archive), origin="--archive")})
    known = keys()
    for layer in layers[1:]:
        faults += [_unknown(key, value.origin, known) for key, value in layer.items() if key not in known]
        faults += _bad_values(defaults | {key: value for key, value in layer.items() if key in known})
    if faults:
        raise SettingsError(tuple(faults))
    merged = {key: value for layer in layers for key, value in layer.items()}
    return Loaded(
        settings=Settings.model_validate(_nested(merged)),
        file=file,
        origins={key: value.origin for key, value in merged.items()},
    )


def _from_file(path: Path, faults: list[str], *, needed: bool) -> dict[str, Set]:
    try:
        return _flat(tomllib.loads(path.read_text("utf-8")), str(path))
    except FileNotFoundError:
        if needed:
            faults.append(f"{path}: no such file")
    except OSError as error:
        faults.append(f"{path}: cannot be read: {error.strerror}")
    except UnicodeDecodeError:
        faults.append(f"{path}: not UTF-8")
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{path}: not TOML: {error}")
    return {}


def _from_environ(environ: Mapping[str, str]) -> dict[str, Set]:
    layer = {}
    for name in sorted(environ):
        if name.startswith(PREFIX):
            key = PLAIN.get(name, name.removeprefix(PREFIX).lower().replace("__", ".", 1))
            if key is not None and (name not in PLAIN or environ[name]):
                layer[key] = Set(value=environ[name], origin=name)
    return layer


def _flat(table: Mapping[str, object], origin: str) -> dict[str, Set]:
    flat: dict[str, Set] = {}
    for section, values in table.items():
        if isinstance(values, dict):
            flat |= {f"{section}.{name}": Set(value=value, origin=origin) for name, value in values.items()}
        else:
            flat[section] = Set(value=values, origin=origin)
    return flat


def _nested(layer: Mapping[str, Set]) -> dict[str, dict[str, object]]:
    nested: dict[str, dict[str, object]] = {}
    for key, value in layer.items():
        section, name = key.split(".")
        nested.setdefault(section, {})[name] = value.value
    return nested


def _unknown(key: str, origin: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(key, known, n=1)
    if not origin.startswith(PREFIX):
        return f"{origin}: {key}: unknown key" + (f"; did you mean {near[0]}?" if near else "")
    name = PREFIX + near[0].upper().replace(".", "__") if near else ""
    return f"{origin}: unknown key" + (f"; did you mean {name}?" if near else "")


def _bad_values(layer: Mapping[str, Set]) -> list[str]:
    try:
        Settings.model_validate(_nested(layer))
    except ValidationError as error:
        return [_bad_value(layer, fault["loc"], fault["msg"]) for fault in error.errors(include_url=False)]
    return []


def _bad_value(layer: Mapping[str, Set], loc: tuple[int | str, ...], message: str) -> str:
    key = ".".join(str(part) for part in loc[:2])
    at = layer[key]
    where = at.origin if at.origin.startswith(PREFIX) else f"{at.origin}: {key}"
    return f"{where}: {_as_toml(at.value)}: {message[:1].lower()}{message[1:]}"


def _as_toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_as_toml, value))}]"
    return str(value) if isinstance(value, int | float) else f'"{"" if value is None else value}"'
