"""Drafts say what is confirmed, say that the rest is unknown, and invent nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.facts import DataSafety, Facts
from bot.domain.organisation import Organisation
from bot.domain.update import Kind
from messages.drafts.draft import HOLDING_FORMS, PersonSlots, write_draft
from messages.drafts.template import TEMPLATES, parsed, rendered
from messages.slots import filled
from messages.tone.check import ToneContext, findings

NOW = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
ORGANISATION = Organisation(company="Northwind")
UNKNOWN = Facts(
    what_fails="customers cannot pay by card",
    first_seen_at=NOW - 1.5 * HOUR,
    next_update_due=NOW + HOUR,
)
KNOWN = replace(
    UNKNOWN,
    started_at=NOW - 2 * HOUR,
    scope="all customers in the UK",
    workaround="pay by transfer",
    cause="a change we made did not fit the older app",
    eta=(NOW + HOUR, NOW + 2 * HOUR),
    data_safety=DataSafety.NO_SIGN_SO_FAR,
)
PERSON = PersonSlots("Ms  Okafor", "you missed a bill")
# Source: drafts, 7.4, for the slots that facts do not hold yet.
SAMPLE = {
    "impact_consequence": "We know many of you are trying to pay bills.",
    "not_your_side": "yes",
    "current_action": "Our payments team is testing the spare system now.",
    "checked_since": "the two newest changes, and neither is the cause",
    "leader": "Ruth Adeyemi, head of operations",
    "done": "the spare system is running",
    "next_step": "we let people in a few thousand at a time",
    "action_reason": "going slowly keeps it from stopping today",
    "effect": "From 15:00 GMT some payments will work.",
    "concern_answer": "Your rent payment did go out. I checked it at 14:10 GMT.",
    "report_summary": "that the code never came",
    "ownership_sentence": "We made a change that broke sign-in.",
    "repair": "I have removed the late fee",
    "prevention_done": "two people now check each change",
    "thanks_for": "that the older app was the pattern",
    "agent_name": "Dan Reyes",
    "agent_role": "support",
    "contact_route": "the help page in the app",
}
REQUIRED = {Kind.PROGRESS: {"done", "effect"}, Kind.APOLOGY: {"repair", "agent_name"}}
FORMS = [(kind, form) for kind in Kind for form in range(HOLDING_FORMS)]


def drafted(kind: Kind, facts: Facts, form: int = 0, more: Mapping[str, str] | None = None) -> str:
    return write_draft(kind, facts, ORGANISATION, now=NOW, form=form, person=PERSON, more=more)


def broken(text: str, kind: Kind, facts: Facts) -> set[str]:
    context = ToneContext(kind=kind, facts=facts, organisation=ORGANISATION, now=NOW)
    return {finding.rule.id for finding in findings(text, context)}


def test_the_first_word_says_what_is_not_known() -> None:
    assert drafted(Kind.FIRST_WORD, UNKNOWN) == (
        "Customers cannot pay by card.\n"
        "We are sorry.\n"
        "We do not yet know how many people this affects.\n"
        "We are looking into it now.\n"
        "We do not know yet when it will work again.\n"
        "Next update: by 15:30 GMT, even if nothing has changed."
    )


def test_the_first_word_says_what_is_confirmed() -> None:
    assert drafted(Kind.FIRST_WORD, KNOWN, more=SAMPLE) == (
        "Customers cannot pay by card.\n"
        "We are sorry. We know many of you are trying to pay bills.\n"
        "This began at 12:30 GMT.\n"
        "It affects all customers in the UK.\n"
        "Your device and connection are fine. You do not need to change anything.\n"
        "For now you can pay by transfer.\n"
        "We do not yet know if any customer information is affected. "
        "We are checking and will tell you what we find.\n"
        "Our payments team is testing the spare system now.\n"
        "We expect it to work again between 15:30 GMT and 16:30 GMT.\n"
        "Next update: by 15:30 GMT, even if nothing has changed."
    )


def test_an_apology_keeps_open_what_only_its_author_knows() -> None:
    assert drafted(Kind.APOLOGY, UNKNOWN) == (
        "Hello Ms Okafor,\n"
        "I am sorry. You missed a bill.\n"
        "We do not know the cause yet.\n"
        "To put it right, {repair}.\n"
        "Thank you for telling us, Ms Okafor.\n"
        "{agent_name}"
    )


def test_holding_words_take_turns() -> None:
    said = [drafted(Kind.HOLDING, UNKNOWN, form) for form in range(HOLDING_FORMS + 1)]

    assert len(set(said)) == HOLDING_FORMS
    assert said[0] == said[HOLDING_FORMS]


def test_a_leader_is_named_only_when_there_is_one() -> None:
    assert "leads our response" not in drafted(Kind.HOLDING, UNKNOWN, 2)
    assert "Ruth Adeyemi, head of operations, now leads" in drafted(
        Kind.HOLDING, UNKNOWN, 2, SAMPLE
    )


@pytest.mark.parametrize(("kind", "form"), FORMS)
@pytest.mark.parametrize("facts", [UNKNOWN, KNOWN], ids=["unknown", "known"])
def test_a_draft_breaks_no_rule_and_leaves_only_required_gaps(
    kind: Kind, form: int, facts: Facts
) -> None:
    text = drafted(kind, facts, form)

    assert broken(text, kind, facts) == ({"T66"} if REQUIRED.get(kind) else set())
    assert {name for name in SAMPLE if f"{{{name}}}" in text} == REQUIRED.get(kind, set())


@pytest.mark.parametrize(("kind", "form"), FORMS)
def test_a_draft_with_everything_known_can_be_sent(kind: Kind, form: int) -> None:
    text = drafted(kind, KNOWN, form, SAMPLE)

    assert broken(text, kind, KNOWN) == set()
    assert ".." not in text


def test_security_writes_the_words_where_harm_is_suspected() -> None:
    for state in (DataSafety.SUSPECTED, DataSafety.CONFIRMED_AFFECTED):
        said = drafted(Kind.FIRST_WORD, replace(UNKNOWN, data_safety=state))
        assert "information" not in said


def test_safe_data_is_said_by_whoever_confirmed_it() -> None:
    said = drafted(Kind.FIRST_WORD, replace(UNKNOWN, data_safety=DataSafety.CONFIRMED_SAFE))

    assert "Your information was not affected. {confirmed_role} confirmed this" in said


def test_once_it_is_over_nobody_says_that_we_are_looking() -> None:
    assert "looking" not in drafted(Kind.FIRST_WORD, replace(UNKNOWN, is_resolved=True))


def test_every_template_serves_a_kind() -> None:
    served = {f"{kind}.{form + 1}" if kind is Kind.HOLDING else kind for kind, form in FORMS}
    assert set(TEMPLATES) == served


def test_a_line_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="not a template's line"):
        parsed("We are sorry.")


def test_a_value_is_never_read_as_a_slot() -> None:
    assert filled("{a} and {b}.", {"a": "{b}", "b": "done!"}) == "{b} and done!"
    assert rendered(parsed("R1 [+a -b] | {a}"), {"a": "yes", "b": None}) == "yes"


words = st.text(alphabet="abcdefgh {}<>&'", max_size=40)
some_facts = st.builds(
    Facts,
    what_fails=words,
    first_seen_at=st.just(NOW - HOUR),
    next_update_due=st.none() | st.just(NOW + HOUR),
    started_at=st.none() | st.just(NOW - HOUR),
    scope=st.none() | words,
    workaround=st.none() | words,
    cause=st.none() | words,
    eta=st.none() | st.just((NOW + HOUR, NOW + 2 * HOUR)),
    data_safety=st.sampled_from(DataSafety),
    is_resolved=st.booleans(),
)


@settings(deadline=None)
@given(facts=some_facts, choice=st.sampled_from(FORMS))
def test_no_draft_claims_more_than_the_facts_hold(facts: Facts, choice: tuple[Kind, int]) -> None:
    kind, form = choice
    text = drafted(kind, facts, form)

    assert broken(text, kind, facts) <= {"T66"}
    assert facts.eta or "expect it to work" not in text
    assert facts.cause or not {"The cause:", "What happened:"} & set(text.split("\n"))
    assert facts.scope or "It affects" not in text
    is_safe = facts.data_safety is DataSafety.CONFIRMED_SAFE
    assert is_safe or "not affected" not in text
