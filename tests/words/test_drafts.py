"""Drafts say what is confirmed, say that the rest is unknown, and invent nothing."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.facts import DataSafety, Fault
from bot.domain.organisation import Organisation, Voice
from bot.domain.update import Kind
from messages.drafts.catalogue import FLAGS, SLOTS, Source
from messages.drafts.draft import Draft, missing, write_draft
from messages.drafts.given import PersonSlots, ReviewSlots
from messages.drafts.sample import KNOWN, ORGANISATION, TYPED, UNKNOWN, empty, full
from messages.drafts.shelf import file_name, file_names, shipped
from messages.drafts.template import BadTemplate, Template, parsed, rendered
from messages.slots import filled
from messages.tone.check import findings
from messages.tone.context import ToneContext

FORMS = [(kind, variant) for kind in Kind for variant in kind.variants or ("",)]
WRITTEN = [form for form in FORMS if form[0] is not Kind.PHONE]
LETTERS = [form for form in FORMS if "{name}" in shipped("en")[file_name(*form)]]


def broken(draft: Draft) -> set[str]:
    context = ToneContext(
        kind=draft.kind, facts=draft.facts, organisation=draft.organisation, now=draft.now
    )
    return {one.rule.id for one in findings(write_draft(draft), context) if one.rule.is_block}


def test_the_first_word_says_what_is_not_known() -> None:
    assert write_draft(empty(Kind.FIRST_WORD, "")) == (
        "You cannot sign in to the app or website.\n"
        "We are sorry.\n"
        "We do not yet know how many people this affects.\n"
        "We do not yet know if any customer information is affected. "
        "We are checking and will tell you what we find.\n"
        "We are looking into it now.\n"
        "We do not know yet when it will work again.\n"
        "Next update: by 15:00 UTC, even if nothing has changed."
    )


def test_an_apology_keeps_open_what_only_its_author_knows() -> None:
    draft = replace(empty(Kind.APOLOGY, ""), organisation=Organisation())

    assert write_draft(draft) == (
        "Hello {name},\n"
        "I am sorry. {impact_personal}\n"
        "We do not know the cause yet.\n"
        "To put it right, {repair}.\n"
        "We do not yet know if any customer information is affected. "
        "We are checking and will tell you what we find.\n"
        "Thank you for telling us, {name}.\n"
        "{agent_name}"
    )
    assert missing(draft) == {
        "name": "Their name, as they wish it",
        "impact_personal": "What it meant for them, as a sentence",
        "repair": "What puts it right, after “To put it right,”",
        "agent_name": "Who signs",
    }
    assert broken(draft) == {"T66"}


@pytest.mark.parametrize(("kind", "variant"), FORMS)
def test_with_everything_known_nothing_is_missing(kind: Kind, variant: str) -> None:
    draft = full(kind, variant)

    assert missing(draft) == {}
    assert ".." not in write_draft(draft)
    assert "  " not in write_draft(draft)


@pytest.mark.parametrize(("kind", "variant"), FORMS)
def test_what_is_missing_stays_to_be_seen_and_is_asked_for(kind: Kind, variant: str) -> None:
    draft = empty(kind, variant)
    text = write_draft(draft)

    assert {name for name in SLOTS if f"{{{name}}}" in text} == set(missing(draft))
    assert all(missing(draft).values())


@pytest.mark.parametrize(("kind", "variant"), LETTERS)
def test_people_are_called_as_they_wish_and_not_too_often(kind: Kind, variant: str) -> None:
    wished = "Dr. María-José  van der Berg"
    text = write_draft(replace(full(kind, variant), person=PersonSlots(wished, "you waited")))

    assert 1 <= text.count("Dr. María-José van der Berg") <= 3
    assert text.count("María") == text.count("Dr. María-José van der Berg")


def test_a_leader_is_named_only_when_there_is_one() -> None:
    draft = empty(Kind.HOLDING, "3")

    assert "leads our response" not in write_draft(draft)
    assert "Ruth Adeyemi, head of operations, now leads" in write_draft(
        replace(draft, typed={"leader": "Ruth Adeyemi, head of operations"})
    )


def test_holding_words_differ() -> None:
    said = {write_draft(empty(Kind.HOLDING, form)) for form in Kind.HOLDING.variants}

    assert len(said) == len(Kind.HOLDING.variants)


@pytest.mark.parametrize("fault", [None, Fault.SHARED, Fault.NOT_OURS])
def test_nothing_is_owned_before_a_manager_says_that_it_was_ours(fault: Fault | None) -> None:
    draft = full(Kind.APOLOGY, "")
    said = write_draft(replace(draft, facts=replace(KNOWN, fault=fault)))

    assert TYPED["ownership_sentence"] in write_draft(draft)
    assert TYPED["ownership_sentence"] not in said


def test_what_is_fact_or_record_cannot_be_typed_into_a_draft() -> None:
    draft = empty(Kind.PROGRESS, "")
    typed = {name: "typed" for name in SLOTS if SLOTS[name].source is not Source.AUTHOR}

    assert write_draft(replace(draft, typed=typed)) == write_draft(draft)


def test_a_short_word_stands_for_a_fact_and_never_for_none() -> None:
    draft = replace(
        empty(Kind.SOCIAL, "first"),
        facts=replace(UNKNOWN, what_fails="x" * 45),
        typed={"what_fails_short": "Sign-in fails", "action_short": "We fix it."},
    )

    assert write_draft(draft).startswith("Sign-in fails. We are sorry.\nWe are looking into it now")
    assert set(missing(replace(draft, typed={}))) == {"what_fails_short"}


def test_security_writes_the_words_where_harm_is_suspected() -> None:
    for state in (DataSafety.SUSPECTED, DataSafety.CONFIRMED_AFFECTED):
        facts = replace(UNKNOWN, data_safety=state)
        assert "information" not in write_draft(replace(empty(Kind.FIRST_WORD, ""), facts=facts))


def test_faked_calls_cannot_be_answered_before_it_is_said_what_we_never_ask() -> None:
    draft = replace(empty(Kind.FAKED_CALLS, ""), organisation=Organisation())

    assert list(missing(draft)) == ["never_ask", "number_location", "report_route"]


def test_once_it_is_over_nobody_says_that_we_are_looking() -> None:
    facts = replace(UNKNOWN, is_resolved=True)

    assert "looking" not in write_draft(replace(empty(Kind.FIRST_WORD, ""), facts=facts))


def test_days_and_sums_are_written_as_the_organisation_writes_them() -> None:
    german = replace(ORGANISATION, locale="de_DE", voice=Voice())
    offer = write_draft(full(Kind.OFFER, "A", german))
    review = (ReviewSlots(left_on=date(2026, 2, 3), change_1_date=date(2025, 12, 4)),)
    win_back = write_draft(replace(full(Kind.WIN_BACK, "", german), given=review))

    assert "20,00\N{NO-BREAK SPACE}£" in offer
    assert "14:30 UTC on 7 März" in offer
    assert "on 3 Februar," in win_back
    assert "done on 4 Dezember 2025" in win_back


def test_every_template_serves_a_kind() -> None:
    assert set(shipped("en")) == set(file_names())
    assert shipped("en_GB") == shipped("pt_BR") == shipped("en")


def test_every_slot_of_a_template_stands_in_the_catalogue_and_the_other_way_round() -> None:
    lines = [line for name in shipped("en") if name.endswith("tmpl") for line in template(name)]
    used = {slot for line in lines for slot in line.slots}
    asked = {name for line in lines for name in line.needs | line.lacks}
    spoken = {"concern", "reported_symptom"}

    assert used | spoken == set(SLOTS)
    assert asked - set(SLOTS) <= FLAGS


def template(name: str) -> Template:
    return parsed(shipped("en")[name])


def test_a_line_of_another_form_is_named() -> None:
    with pytest.raises(BadTemplate) as bad:
        parsed("A1 | Fine.\n\nWe are sorry.\nA1 [scope] | {scope}\nA9 | What?\nA1 | ")
    assert bad.value.lines == (3, 4, 5, 6)


def test_a_value_is_never_read_as_a_slot() -> None:
    assert filled("{a} and {b}.", {"a": "{b}", "b": "done!"}) == "{b} and done!"
    assert rendered(parsed("R1 [+a -b] | {a}"), {"a": "yes", "b": None}) == "yes"
