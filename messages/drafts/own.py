"""An organisation's own drafts: a folder a language, in it files that stand in place of ours.

They are checked whole before any is used: all faults are told at once, each with its file, its line
and what to do.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.domain.organisation import Organisation
from bot.domain.update import Kind
from messages.drafts.catalogue import FLAGS, SLOTS
from messages.drafts.phone import every_line, script
from messages.drafts.proof import broken_rules
from messages.drafts.required import required
from messages.drafts.shelf import PHONE_SCRIPT, file_names, folders, variant_of
from messages.drafts.template import BadTemplate, Line, Template, parsed
from messages.tone.rule_file import line_of

LARGEST_FILE: Final = 20_000
"""Bytes."""
MOST_LINES: Final = 60
FORM: Final = "A1 R3 [+scope -cause] | It affects {scope}."
ANY_BRACES: Final = re.compile(r"\{([^{}]*)\}")


class BadDrafts(Exception):
    """Each of `problems` is a sentence with the file, the line and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def own_drafts(folder: Path, organisation: Organisation) -> dict[str, str]:
    """Return the texts that count in the organisation's language, by the names of their files.

    Raises `BadDrafts`. Files of other languages are checked as well.
    """
    if not folder.is_dir():
        raise BadDrafts([f"{folder}: not a folder. Make it, or change drafts under [words]."])
    problems: list[str] = []
    texts: dict[str, dict[str, str]] = {}
    for place in sorted(_seen(folder)):
        if (fault := _fault_of_folder(place)) is not None:
            problems.append(fault)
            continue
        for file in sorted(_seen(place)):
            try:
                texts.setdefault(place.name, {})[file.name] = _checked(file, organisation)
            except BadDrafts as error:
                problems += error.problems
    if problems:
        raise BadDrafts(problems)
    chosen: dict[str, str] = {}
    for name in reversed(folders(organisation.locale)):
        chosen |= texts.get(name, {})
    return chosen


def _seen(folder: Path) -> Iterator[Path]:
    return (one for one in folder.iterdir() if not one.name.startswith("."))


def _fault_of_folder(place: Path) -> str | None:
    if not place.is_dir():
        return f"{place}: must stand in a folder named for its language, like en/{place.name}."
    try:
        is_known = str(Locale.parse(place.name)) == place.name
    except (UnknownLocaleError, ValueError):
        is_known = False
    return None if is_known else f"{place}: must be named for a language, like en or en_GB."


def _checked(file: Path, organisation: Organisation) -> str:
    """Return what stands in the file. Raises `BadDrafts`."""
    if file.name not in file_names():
        raise BadDrafts([f"{file}: serves no draft. {_meant(file.name, file_names())}"])
    text = _text(file)
    if faults := _faults(file, text, organisation):
        raise BadDrafts(faults)
    return text


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise BadDrafts([f"{file}: larger than {LARGEST_FILE:,} bytes. Cut it."])
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadDrafts(
            [f"{file}: cannot be read ({error.strerror}). It must be a file."]
        ) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        fault = f"{file}:{line}: not in UTF-8. Save it once more in UTF-8."
        raise BadDrafts([fault]) from None


def _faults(path: Path, text: str, organisation: Organisation) -> list[str]:
    """Return what is wrong with one file; the rules on words are asked once its form is right."""
    if len(text.splitlines()) > MOST_LINES and path.name != PHONE_SCRIPT:
        return [f"{path}: more than {MOST_LINES} lines. Nobody reads so much: cut it."]
    try:
        template = every_line(script(text)) if path.name == PHONE_SCRIPT else parsed(text)
    except BadTemplate as error:
        return _misshapen(path, error.lines)
    except tomllib.TOMLDecodeError as error:
        return [f"{path}: not valid TOML: {error}."]
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False)
        return [fault for one in told for fault in _of_script(path, text, one)]
    found = [f"{path}:{fault}" for fault in _unknown_names(template, text)]
    found += _lacking(path, template)
    return found or _against_rules(path, text, organisation)


def _misshapen(path: Path, lines: Iterable[int]) -> list[str]:
    return [f"{path}:{line}: must look like {FORM}" for line in lines]


def _of_script(path: Path, text: str, error: ErrorDetails) -> list[str]:
    line = line_of(text, error["loc"])
    fault = error.get("ctx", {}).get("error")
    if isinstance(fault, BadTemplate):
        is_long = text.splitlines()[line - 1].endswith('"""')
        return _misshapen(path, (line + place if is_long else line for place in fault.lines))
    return [f"{path}:{line}: {error['loc'][-1]}: {error['msg'].lower()}."]


def _unknown_names(template: Template, text: str) -> Iterator[str]:
    for line in template:
        number = _number(line, text)
        for name in ANY_BRACES.findall(line.text):
            if name not in SLOTS:
                yield f"{number}: {{{name}}} is not a slot. {_meant(name, SLOTS, '{%s}')}"
        for name in sorted((line.needs | line.lacks) - set(SLOTS) - FLAGS):
            yield f"{number}: [{name}] is not a condition. {_meant(name, {*SLOTS, *FLAGS})}"


def _number(line: Line, text: str) -> int:
    """Return the line's number in the file, which for the phone script is not that of its part."""
    lines = text.splitlines()
    found = (number for number, words in enumerate(lines, 1) if line.text in words)
    is_there = line.text in lines[line.number - 1]
    return line.number if is_there else next(found, line.number)


def _lacking(path: Path, template: Template) -> list[str]:
    used = {name for line in template for name in line.slots}
    return [
        f"{path}: it must say {{{name}}} ({SLOTS[name].label.lower()}). Put it into a line."
        for name in required(path.name)
        if name not in used
    ]


def _against_rules(path: Path, text: str, organisation: Organisation) -> list[str]:
    kind = file_names()[path.name]
    if kind is Kind.PHONE:
        return []
    own = replace(organisation, drafts={path.name: text})
    told = {
        f"{path}:{broken.line}: {broken.finding.rule.id} would stop these words"
        f"{_quoted(broken.finding.clause)}. {broken.finding.rule.plain}"
        for broken in broken_rules(kind, variant_of(path.name), own)
    }
    return sorted(told)


def _quoted(clause: str) -> str:
    return f": “{clause}”" if clause else ""


def _meant(name: str, known: Iterable[str], form: str = "%s") -> str:
    [near] = get_close_matches(name, sorted(known), n=1, cutoff=0)
    return f"Did you mean {form % near}?"
