"""Whatever is known or typed: no draft says more than is confirmed, or takes words for code."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.fact import Fact, Key, State
from bot.domain.facts import DataSafety, Facts, Fault, facts_now
from bot.domain.incident import Type
from bot.domain.update import Counted, Kind
from messages.card import escaped
from messages.drafts.catalogue import SLOTS
from messages.drafts.draft import Draft, phone_branches, phone_script, write_draft
from messages.drafts.given import PersonSlots
from messages.drafts.sample import NOW, UNKNOWN, empty, full
from messages.drafts.shelf import shipped
from messages.drafts.template import parsed, rendered
from messages.lengths import fits
from tests.cards.samples import NEW
from tests.words.test_drafts import FORMS

SHORT = [form for form in FORMS if form[0] in {Kind.SOCIAL, Kind.BANNER, Kind.SMS}]
MARKED = (
    "consequence",
    "scope",
    "still_works",
    "workaround",
    "cause",
    "current_action",
    "action_reason",
    "customer_action",
    "prevention_done",
    "prevention_planned",
    "spoof_action",
)
MARKS = {name: f"xx {name.replace('_', ' ')} xx" for name in MARKED}
CLAIMS: Mapping[str, tuple[str, ...]] = {
    "eta": ("expect it to work",),
    "cause": ("The cause: ", "What happened: ", "found the cause", "Cause, confirmed"),
    "scope": ("It affects ", ", confirmed."),
    "started_at": ("This began at", "It stopped at 1"),
    "not_your_side": ("device and connection are fine",),
    "spoof_is_not_ours": ("not come from us",),
    "prevention_done": ("have changed this", "What we have changed"),
}
OWNED = ("xx ownership xx", "We got this wrong", "was our fault", "a manager: ours")
TYPED = {**dict.fromkeys(SLOTS, "typed"), "ownership_sentence": "xx ownership xx"}
hostile = st.text(alphabet="ab {}<>&%s*7_|[]+-'\u202e", min_size=1, max_size=40)


def maybe(value: object) -> st.SearchStrategy[object]:
    return st.none() | st.just(value)


some_facts = st.builds(
    lambda **known: replace(UNKNOWN, **known),
    **{name: maybe(f"the {mark}") for name, mark in MARKS.items()},
    started_at=maybe(NOW - timedelta(hours=1)),
    eta=maybe((NOW + timedelta(hours=1), NOW + timedelta(hours=2))),
    fault=st.none() | st.sampled_from(Fault),
    not_your_side=st.booleans(),
    spoof_is_not_ours=st.booleans(),
    prevention_date=maybe(date(2026, 4, 30)),
    data_safety=st.sampled_from(DataSafety),
    safety_said_at=st.just(NOW),
    type=st.sampled_from(Type),
    is_resolved=st.booleans(),
)


def said(draft: Draft) -> str:
    """Return all that could be said, the phone script's branches included."""
    stages = (*phone_script(draft), *phone_branches(draft)) if draft.kind is Kind.PHONE else ()
    return "\n".join([write_draft(draft), *(one.say for one in stages)])


@settings(deadline=None)
@given(facts=some_facts, form=st.sampled_from(FORMS), is_rich=st.booleans())
def test_no_draft_claims_more_than_the_facts_hold(
    facts: Facts, form: tuple[Kind, str], *, is_rich: bool
) -> None:
    draft = replace((full if is_rich else empty)(*form), facts=facts, typed=TYPED)
    text = said(draft)

    for name, mark in MARKS.items():
        assert getattr(facts, name) or mark not in text
    for name, claims in CLAIMS.items():
        assert getattr(facts, name) or not [one for one in claims if one in text]
    assert facts.fault is Fault.OURS or not [one for one in OWNED if one in text]
    assert facts.data_safety is DataSafety.CONFIRMED_SAFE or "not affected" not in text


@settings(deadline=None)
@given(
    key=st.sampled_from([Key.SCOPE, Key.WORKAROUND, Key.CURRENT_ACTION, Key.CAUSE]),
    state=st.sampled_from(State),
    is_public=st.booleans(),
    minutes=st.integers(0, 600),
    form=st.sampled_from(FORMS),
)
def test_only_what_is_confirmed_released_and_fresh_is_said(
    key: Key, state: State, is_public: bool, minutes: int, form: tuple[Kind, str]
) -> None:
    fact = Fact(
        workspace="T1",
        incident=NEW.number,
        version=1,
        key=key,
        value={"words": "the xx marked xx"},
        state=state,
        is_public=is_public,
        said_by="U1",
        said_at=NOW - timedelta(minutes=minutes),
        fresh_until=None,
    )
    draft = replace(full(*form), facts=facts_now(NEW, {key: fact}, now=NOW))

    assert fact.may_be_told(NOW) or "xx marked xx" not in said(draft)


@settings(deadline=None)
@given(words=hostile, form=st.sampled_from(FORMS))
def test_what_is_typed_is_shown_and_never_filled_again(words: str, form: tuple[Kind, str]) -> None:
    shown = " ".join(words.split())
    draft = replace(full(*form), typed={"done": "{effect}", "effect": words})
    text = write_draft(replace(draft, kind=Kind.PROGRESS, variant=""))

    assert "Done: {effect}." in text
    assert not shown or f"What this changes for you: {shown}" in text


@settings(deadline=None)
@given(words=hostile, form=st.sampled_from(FORMS))
def test_hostile_words_ping_nobody(words: str, form: tuple[Kind, str]) -> None:
    draft = replace(
        full(*form),
        person=PersonSlots(words, words, words),
        facts=replace(UNKNOWN, what_fails=words, cause=words, current_action=words),
        typed=dict.fromkeys(SLOTS, words),
    )

    assert not {"<", ">"} & set(escaped(said(draft)))


@pytest.mark.parametrize(("kind", "variant"), SHORT)
@settings(deadline=None)
@given(data=st.data())
def test_the_short_forms_fit_whatever_is_in_their_slots(
    kind: Kind, variant: str, data: st.DataObject
) -> None:
    template = parsed(shipped("en")[f"{kind}.{variant}.tmpl"])
    named = {name for line in template for name in line.slots | line.needs | line.lacks}
    may_lack = sorted({name for line in template for name in line.lacks})
    slots = {name: data.draw(longest(name)) for name in sorted(named)}
    assert kind.limit is not None
    for present in product([True, False], repeat=len(may_lack)):
        lacks = [name for name, is_there in zip(may_lack, present, strict=True) if not is_there]
        text = rendered(template, {**slots, **dict.fromkeys(lacks)})
        assert fits(text, kind.limit.most, kind.limit.counted)


def longest(name: str) -> st.SearchStrategy[str]:
    """As long as the slot may be; a link as the channel counts it."""
    if name == "link":
        return st.just("https://example.org/" + "x" * 180)
    most = SLOTS[name].most if name in SLOTS else 1
    return st.text(alphabet="abc XYZ 19,'é", min_size=most, max_size=most)


def test_a_public_answer_fits_whatever_is_in_its_slots() -> None:
    template = parsed(shipped("en")["K08a.tmpl"])
    slots = {name: "x" * SLOTS[name].most for line in template for name in line.slots}

    assert fits(rendered(template, slots), 280, Counted.POST)
