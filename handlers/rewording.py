"""The form for words as it changes under the person's hands: nothing typed is lost."""

import re
from dataclasses import replace

from bot.domain.refusals import ChannelIsDown, SaidAlready, SomeoneWasFirst
from bot.domain.update import Kind
from bot.usecases import drafts
from handlers.drafting import found_in, plan_of, with_asked
from messages import failed, refused
from messages.modals.words_form import reworded
from messages.modals.words_state import WordsState, mark_of
from messages.tone.check import replaced
from messages.words import clock_time, customer_time


def redrafted(state: WordsState, *, last: str = "") -> WordsState:
    """Return the form with a fresh draft from the kind and the people named in it.

    Words of the person's own that stood there are given back above it.
    """
    promised = drafts.next_promise(state.incident, state.organisation, now=state.now)
    fresh = with_asked(replace(state, promised=promised, facts=state.incident.facts))
    text = drafts.next_words(state.incident, plan_of(fresh), last=last)
    notice = failed.given_back("A fresh draft is below.", state.text) if state.is_typed else ""
    fresh = reworded(fresh, text)
    if fresh.letter is not None:
        fresh = replace(fresh, seal=fresh.letter.seal)
    return replace(fresh, drafted=mark_of(text), notice=notice or state.notice)


def of_other_kind(state: WordsState) -> WordsState:
    """Return the form with the draft of the kind chosen, unless words were typed: they stay."""
    if state.is_typed:
        return replace(state, notice=failed.words_kept())
    return redrafted(state)


def answered_first(state: WordsState) -> WordsState:
    """Return the form for the answer in public that goes before an invitation."""
    public = replace(state, kind=Kind.PUBLIC_ANSWER, variant="", kind_is_set=True)
    return redrafted(public)


def after_refusal(
    state: WordsState, refusal: ChannelIsDown | SaidAlready | SomeoneWasFirst
) -> WordsState:
    """Return the form with what was typed in it, and with what can be sent now."""
    match refusal:
        case ChannelIsDown():
            return unreached(state, refusal)
        case SaidAlready():
            return said_anew(state, refusal)
        case SomeoneWasFirst():
            return overtaken(state, refusal)


def overtaken(state: WordsState, first: SomeoneWasFirst) -> WordsState:
    """Return the form saying that somebody else's update is in; sent again, it goes as well."""
    notice = refused.words_for(replace(first, text=""), state.organisation.time_zone)
    return replace(state, seen=state.incident.updates, notice=notice)


def unreached(state: WordsState, down: ChannelIsDown) -> WordsState:
    """Return the form without the channels that do not reach customers any more."""
    return replace(
        state,
        offered=tuple(one for one in state.offered if one.name not in down.channels),
        channels=tuple(name for name in state.channels if name not in down.channels),
        notice=refused.words_for(down, state.organisation.time_zone),
    )


def said_anew(state: WordsState, same: SaidAlready) -> WordsState:
    """Return the form with other words, its own having been the last ones."""
    notice = refused.words_for(replace(same, text=""), state.organisation.time_zone)
    return replace(redrafted(state, last=state.text), notice=notice)


def with_sentence(state: WordsState, say: str) -> WordsState:
    """Return the form with one more sentence: before the last line, which names a time or signs."""
    if say in state.text:
        return state
    *before, last = state.text.rstrip().split("\n")
    lines = [*before, say, last] if before else [last, say]
    return reworded(state, "\n".join(filter(None, lines)))


def renewed(state: WordsState) -> WordsState | None:
    """Return the form with what has passed in it renewed; None if it can stay as it is.

    A draft is written anew once more is known; the person's own words are not.
    """
    is_moved = state.letter is not None and state.seal != state.letter.seal
    if (state.facts < state.incident.facts or is_moved) and not state.is_typed:
        return redrafted(replace(state, notice=failed.drafted_anew()))
    return _moved_on(state)


def _moved_on(state: WordsState) -> WordsState | None:
    """Return the form with the next-update time in its words moved on, if that has passed."""
    now, zone = state.now, state.organisation.time_zone
    promised = drafts.next_promise(state.incident, state.organisation, now=now)
    if state.promised is None or state.promised.replace(second=0, microsecond=0) > now:
        return None
    if promised is None:
        return None
    named = re.compile(re.escape(clock_time(state.promised, zone)) + r"( on \d+ [A-Z][a-z]+)?")
    new = customer_time(promised, zone, now=now)
    text, moved = named.subn(new, state.text)
    if not moved:
        return None
    return replace(reworded(state, text), promised=promised, notice=failed.promise_has_passed(new))


def mended(state: WordsState, key: str) -> WordsState:
    """Return the form with the suggestion for the finding `key` taken, if it still stands."""
    for finding in found_in(state):
        if finding.key == key:
            return reworded(state, replaced(state.text, finding))
    return state
