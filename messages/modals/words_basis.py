"""What words stand on: who said what and when, what is unknown, and how long they are."""

from collections.abc import Iterator
from datetime import datetime

from bot.domain.fact import Fact, Key
from bot.domain.facts import facts_now
from bot.domain.update import LONGEST_STATUS_TITLE, Counted, Kind
from messages.card import escaped
from messages.cards.release import APPROVALS
from messages.certainty import asks_about_data, uncertain
from messages.lengths import foreign_to_texts, length
from messages.modals.words_state import WordsState
from messages.named_time import next_update_named
from messages.subjects import SUBJECTS
from messages.words import clock_time, customer_time, person, span


def basis_words(state: WordsState) -> str:
    """Return what the author should see below the words; escaped."""
    parts = (_facts(state), _unknown(state), _promise(state), _length(state), _release(state))
    return "\n".join(filter(None, parts))


def _facts(state: WordsState) -> str:
    used = [_said(one, state) for one in state.known.values() if _is_used(one, state)]
    return f"*Stands on:* {'; '.join(used)}." if used else ""


def _is_used(fact: Fact, state: WordsState) -> bool:
    if not fact.may_be_told(state.now):
        return False
    return any(words in state.text for words in _told(fact, state))


def _told(fact: Fact, state: WordsState) -> Iterator[str]:
    """Yield the words by which a text shows that it uses the fact."""
    for name, value in fact.value.items():
        if name in {"at", "from", "to"}:
            yield clock_time(datetime.fromisoformat(value), state.organisation.time_zone)
        elif name == "words" and len(value.split()) > 1:
            yield value[1:].rstrip(" .")
    if fact.key is Key.DATA_SAFETY:
        yield "Your information was not affected."


def _said(fact: Fact, state: WordsState) -> str:
    by = f", approved by {person(fact.approved_by)}" if fact.approved_by else ""
    ago = span(state.now - fact.said_at)
    return f"{SUBJECTS[fact.key]} ({person(fact.said_by)}, {ago} ago{by})"


def _unknown(state: WordsState) -> str:
    facts = facts_now(state.incident, state.known, now=state.now)
    open_ones = uncertain(facts, asked=asks_about_data(state.person.concern))
    return f"*Not known yet:* {', '.join(open_ones)}." if open_ones else ""


def _promise(state: WordsState) -> str:
    if not state.kind.is_public or not state.incident.is_open:
        return ""
    theirs = state.organisation
    due = next_update_named(state.text, theirs, state.now) or state.promised
    if due is None:
        return ""
    at = customer_time(due, theirs.time_zone, now=state.now, locale=theirs.locale)
    return f"*Promises:* the next update by {at}."


def _length(state: WordsState) -> str:
    limit = state.kind.limit
    if limit is None:
        return ""
    long = length(state.text, limit.counted)
    what = "words" if limit.counted is Counted.WORDS else "characters, as they are counted there"
    over = f", {long - limit.most} too many" if long > limit.most else ""
    return f"*Length:* {long} of {limit.most} {what}{over}.{_title(state)}{_foreign(state)}"


def _title(state: WordsState) -> str:
    if state.kind is not Kind.STATUS_PAGE:
        return ""
    title = state.incident.what_fails
    return f" Its title: “{escaped(title)}”, {len(title)} of {LONGEST_STATUS_TITLE} characters."


def _foreign(state: WordsState) -> str:
    foreign = foreign_to_texts(state.text) if state.kind is Kind.SMS else ""
    signs = escaped(" ".join(foreign[:10]))
    return f" Text messages do not take these: {signs}" if foreign else ""


def _release(state: WordsState) -> str:
    if state.released_by is not None:
        return f"*Released by* {person(state.released_by)}."
    who = APPROVALS.get(state.needs)
    return f"*Needs approval:* {who} releases these words." if who else ""
