"""An incident's record as the public may read it: only what customers were told, and nobody's name.

Source: practice P036.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from bot.domain.fact import ANSWERED, Fact
from bot.domain.incident import Incident
from bot.domain.prevention import Item
from bot.domain.promise import Status
from bot.domain.record import Record, Said
from bot.domain.timeline import Entry

MENTION: Final = r"<[@!#][^>]*>|(?-i:\b[UWSC](?=[A-Z]*\d)[0-9A-Z]{4,}\b)"
"""People, groups and places of the chat platform."""
PROMISED_IN: Final = "update:"
SOMEBODY: Final = "[name]"
"""Stands where a name stood."""


def without_names(words: str, names: Iterable[str]) -> str:
    """Return words of the team with none of these names, and with no mention of anybody."""
    return _hide(words, _pattern(names))


def published(record: Record, names: Iterable[str]) -> Record:
    """Return what may be published of the record.

    `names` are those of customers and staff, and references: they are blacked out wherever they
    stand. A fact stays where words to everybody had said it by then. Our own deadlines go: they
    may be tighter than what customers were told, and the words themselves say that.
    """
    hidden = _pattern(names)
    said = tuple(_said(record.said, hidden))
    texts = [one.update.text for one in said]
    title = _hide(record.title, hidden)
    return replace(
        record,
        incident=_nobodys(record.incident),
        title=title if _stands_in(title, texts) else "",
        waits=tuple(replace(one, due=None) for one in record.waits),
        turns=tuple(map(_bare, record.turns)),
        said=said,
        promises=_told_to_everybody(record),
        prevention=tuple(_cleared(record.prevention, hidden)),
        inside=None,
    )


def _nobodys(incident: Incident) -> Incident:
    """Return the incident with its times, and nothing that people noted in it."""
    return replace(
        incident,
        place="",
        what_fails="",
        owner=None,
        handed_to=None,
        opened_by="",
        channels=None,
        unsure=(),
        channels_said_by=None,
        fixed_by=None,
        checked_by=None,
        checked_how="",
        leader=None,
    )


def _cleared(items: Iterable[Item], hidden: re.Pattern[str]) -> Iterator[Item]:
    """Yield the steps whose owners let customers read of them, without the owners."""
    for one in items:
        if one.is_for_customers:
            yield replace(one, words=_hide(one.words, hidden), owner="", made_by="", ended_by=None)


def _told_to_everybody(record: Record) -> Counter[Status]:
    """Count the promises that words to everybody held."""
    made = record.inside.promises if record.inside else ()
    return Counter(
        one.status for one in made if one.customer is None and one.made_in.startswith(PROMISED_IN)
    )


def _said(said: Iterable[Said], hidden: re.Pattern[str]) -> Iterator[Said]:
    texts: list[str] = []
    for one in said:
        if one.update.kind.is_public:
            text = _hide(one.update.text, hidden)
            texts.append(text)
            told = (fact for fact in one.known if fact.may_be_told(one.update.sent_at))
            known = (replace(fact, value=_hidden_value(fact, hidden)) for fact in told)
            update = replace(
                one.update, text=text, sent_by="", released_by=None, overrides={}, promised_by=None
            )
            yield Said(update, tuple(fact for fact in known if _was_told(fact, texts)))


def _hidden_value(fact: Fact, hidden: re.Pattern[str]) -> dict[str, str]:
    return {name: _hide(words, hidden) for name, words in fact.value.items()}


def _was_told(fact: Fact, texts: Iterable[str]) -> bool:
    words = fact.value.get("words", "")
    # No words can show that a choice was told; where it was, the words to customers show it.
    return fact.key not in ANSWERED and _stands_in(words, texts)


def _stands_in(words: str, texts: Iterable[str]) -> bool:
    wanted = _plain(words)
    whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    return bool(wanted) and any(whole.search(_plain(text)) for text in texts)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold().rstrip(".!?…")


def _bare(entry: Entry) -> Entry:
    return replace(entry, by="", details={})


def _hide(words: str, hidden: re.Pattern[str]) -> str:
    return hidden.sub(SOMEBODY, words)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds each of the names as a word of its own, the longest first."""
    whole = sorted({one.strip() for one in names if one.strip()}, key=lambda one: (-len(one), one))
    found = "|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in whole)
    return re.compile(f"{MENTION}|{found}" if found else MENTION, re.IGNORECASE)
