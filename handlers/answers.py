"""Turning what a use case did, or refused, into what the person reads. Nothing fails in silence."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

import structlog

from bot import action, meters
from bot.domain.refusals import Refusal
from bot.store.failures import DatabaseTrouble, NotRead, PerhapsSaved
from handlers.desk import Desk
from handlers.room import NoRoom
from messages import failed, refused
from messages.card import Card, sections
from messages.cards.answers import plain, with_more
from messages.modals.form import noticed

LABELS: Final = "T42"
"""The rule that stops words for what a person is, in place of what they did."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Form:
    """An answer that is a form to fill in."""

    view: Mapping[str, Any]
    typed: str = ""
    """What the person had typed, given back if the form cannot be opened."""
    beside: Card | None = None
    """What they are told in private besides, once it is open."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """A form that opens above the one in which something was pressed."""

    form: Form


@dataclass(frozen=True, slots=True)
class Whispered:
    """A message for the person alone, with what the form says now."""

    card: Card
    form: Form


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was done, in words; `field` is the input that they are about, if one is."""

    words: str
    field: str | None = None
    is_label: bool = False
    """Whether a word for a person stopped it, which is counted."""


@dataclass(frozen=True, slots=True)
class Above:
    """The receipt for a form above another, and how that looks now, with its id, if it changed."""

    receipt: Card
    below: tuple[Form, str] | None


Answer = Card | Form
Given = TypeVar("Given")


async def answered(
    work: Coroutine[Any, Any, Given],
    desk: Desk,
    *,
    typed: str = "",
    kept: str = "",
    broken: Callable[[str], str] = failed.broken,
) -> Given | Refused:
    """Return the answer, or the sentence that says why there is none.

    It gives back `typed` when trying again is all there is to do, and `kept`, the sentences among
    it, when the request was refused. `broken` are the words for a fault of ours, by its reference.
    """
    try:
        async with desk.room.entered():
            given = await work
        return _counted("done", given)
    except NoRoom:
        work.close()  # it was not begun
        return _counted("crowded", Refused(failed.crowded(typed)))
    except Refusal as refusal:
        log.info("refused", why=type(refusal).__name__)  # `reason` is people's word
        words = refused.words_for(refusal, desk.organisation.time_zone)
        words = failed.with_typed(words, kept) if kept else words
        is_label = LABELS in getattr(refusal, "rules", ())
        return _counted("refused", Refused(words, getattr(refusal, "what", None), is_label))
    except DatabaseTrouble as trouble:
        return _not_kept(trouble, typed, kept)
    except Exception:
        reference = action.reference()
        log.exception("could not answer", reference=reference)
        return _counted("broken", Refused(broken(reference)))


def _not_kept(trouble: DatabaseTrouble, typed: str, kept: str) -> Refused:
    match trouble:
        case PerhapsSaved():
            return _counted("perhaps_saved", Refused(failed.perhaps_saved(typed)))
        case NotRead():
            words = failed.not_saved(typed) if kept else failed.not_read(typed)
            return _counted("not_read", Refused(words))
        case _:
            return _counted("not_saved", Refused(failed.not_saved(typed)))


def _counted(outcome: str, given: Given) -> Given:
    meters.ANSWERS.labels(outcome).inc()
    return given


def with_notice(answer: Answer, words: str) -> Answer:
    """Return the answer with something more to know, which a form says at its top."""
    if isinstance(answer, Form):
        return replace(answer, view=noticed(answer.view, sections(words)))
    return with_more(answer, words)


def shown(answer: Answer | Refused) -> Answer:
    """Return a refusal as a card, and anything else as it is."""
    return plain(answer.words) if isinstance(answer, Refused) else answer
