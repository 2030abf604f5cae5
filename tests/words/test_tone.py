"""Each rule proves itself by its own examples, and its suggestions leave honest words."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.facts import DataSafety
from bot.domain.tone_rule import Group, Override, Rule
from bot.domain.update import Kind
from messages.tone.check import CHECKS, findings, findings_in_note, replaced
from messages.tone.rules import BY_ID, RULES
from tests.words.moment import CONTEXT, FACTS, blocked, broken, made_good, moment, to_press

WRONG = [(rule, words) for rule in RULES for words in rule.wrong]
RIGHT = [(rule, words) for rule in RULES for words in rule.right]
SPEC = {f"T{number:02}" for number in range(1, 73)} | {"T10m", "T10n", "T58c"}


def name_of(value: Rule | str) -> str:
    return value.id if isinstance(value, Rule) else ""


@pytest.mark.parametrize(("rule", "words"), WRONG, ids=name_of)
def test_a_rule_finds_what_is_wrong(rule: Rule, words: str) -> None:
    assert rule.id in broken(words, moment(rule))


@pytest.mark.parametrize(("rule", "words"), RIGHT, ids=name_of)
def test_what_is_right_passes_all_rules(rule: Rule, words: str) -> None:
    assert rule.id not in broken(words, moment(rule))
    if rule.on_notes:
        assert findings_in_note(words) == []
    else:
        assert broken(words, replace(moment(rule), is_whole=False)) == []


@pytest.mark.parametrize(("rule", "words"), WRONG, ids=name_of)
def test_a_suggestion_heals_and_never_hurts(rule: Rule, words: str) -> None:
    text, context = f"We know. {words}\nBye.", moment(rule)
    before = Counter(broken(text, context))
    for finding in to_press(text, context):
        after = replaced(text, finding)
        found = broken(after, context)
        assert found.count(finding.rule.id) < before[finding.rule.id]
        assert not Counter(blocked(after, context)) - Counter(blocked(text, context))


def test_all_rules_of_the_specification_are_here() -> None:
    assert set(BY_ID) == SPEC | {"T59s"}
    assert len(BY_ID) == len(RULES)
    assert Counter(rule.is_block for rule in RULES if rule.id in SPEC) == {True: 44, False: 31}


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_has_a_pattern_with_examples_or_a_function_of_its_name(rule: Rule) -> None:
    assert bool(rule.pattern) != (rule.name in CHECKS)
    assert not rule.pattern or (rule.wrong and rule.right)


def test_no_function_looks_for_a_rule_that_is_not_there() -> None:
    assert {rule.name for rule in RULES} >= set(CHECKS)


def test_what_nobody_may_override() -> None:
    nobody = {rule.id for rule in RULES if rule.override is Override.NOBODY}

    safety, money = {"T10", "T10m", "T10n"}, {"T37", "T62", "T68", "T69"}
    secrets, form = {"T57", "T58", "T59", "T59s", "T60", "T61"}, {"T42", "T51", "T66"}
    assert nobody == safety | money | secrets | form


def test_who_may_override() -> None:
    may = {
        rule: [BY_ID[rule].may_be_overridden_by(lead=lead) for lead in (False, True)]
        for rule in ("T10", "T18", "T39")
    }

    assert may == {"T10": [False, False], "T18": [False, True], "T39": [True, True]}


def test_what_blocks_stands_first_then_the_gravest() -> None:
    found = findings(
        "Sadly it is down. Sorry for any trouble. Back soon. No data was lost.", CONTEXT
    )

    assert [finding.rule.id for finding in found] == ["T10n", "T01", "T18", "T24"]
    assert [finding.rule.group for finding in found] == [
        Group.TRUTH,
        Group.PROMISES,
        Group.APOLOGY,
        Group.APOLOGY,
    ]


def test_three_suggestions_turn_false_comfort_into_honest_words() -> None:
    text = "your data is safe, we'll be back soon, sorry for any inconvenience"

    assert broken(text) == ["T10", "T01", "T18"]
    assert made_good(text) == (
        "We do not yet know if any customer information is affected. "
        "We are checking and will tell you what we find. "
        "We do not know yet when it will work again. "
        "Next update: by 15:30 GMT, even if nothing has changed. "
        "We are sorry. Customers cannot pay by card."
    )


def test_without_a_due_time_no_time_is_promised() -> None:
    owed_nothing = replace(CONTEXT, facts=replace(FACTS, next_update_due=None))

    assert made_good("Back soon.", owed_nothing) == "We do not know yet when it will work again."
    assert made_good("We will keep you posted. Sorry.", owed_nothing) == "Sorry."


def test_only_a_confirmed_fact_lets_data_be_called_safe() -> None:
    for state in DataSafety:
        context = replace(CONTEXT, facts=replace(FACTS, data_safety=state))
        is_settled = state is DataSafety.CONFIRMED_SAFE
        assert broken("Your data is safe.", context) == ([] if is_settled else ["T10"])


def test_where_harm_is_suspected_no_words_are_suggested() -> None:
    context = replace(CONTEXT, facts=replace(FACTS, data_safety=DataSafety.SUSPECTED))

    assert made_good("Your data is safe. Sorry.", context) == "Sorry."


def test_one_person_is_told_i_am_sorry() -> None:
    to_one = replace(CONTEXT, kind=Kind.APOLOGY, facts=replace(FACTS, is_resolved=True))

    assert made_good("Sorry if you were affected.", to_one) == "I am sorry."


def test_a_failure_typed_in_bad_words_is_not_suggested() -> None:
    glitch = replace(CONTEXT, facts=replace(FACTS, what_fails="A glitch with cards"))

    assert made_good("Sorry for the inconvenience.", glitch) == "We are sorry."


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("I am sorry, but the rules are clear.", "I am sorry. The rules are clear."),
        ("We apologise. However, this was not us.", "We apologise. This was not us."),
        ("We know.\nIt is back soon\nBye.", "We know.\n{T01}\nBye."),
        ("It is slow; it will be fixed shortly, and cards work.", "It is slow. {T01} Cards work."),
        ("Hello {name},\nTo put it right, {repair}.\nThank you.", "Thank you."),
        ("So far so good. This will never happen again.", "So far so good."),
        ("We\u2019ll keep you posted.", "{T08}"),
        ("The app is, unfortunately, down.", "The app is down."),
        ("It is down, sadly.", "It is down."),
        ("Please wait! We are on it!!", "Please wait. We are on it."),
        ("STOP reading now.", "Stop reading now."),
        ("Cards fail from 13:05 to 13:40.", "Cards fail from 13:05 GMT to 13:40."),
        ("Oops, our bad.", "Customers cannot pay by card."),
    ],
)
def test_the_text_around_stays_clean(text: str, better: str) -> None:
    time = "Next update: by 15:30 GMT, even if nothing has changed."
    unknown = f"We do not know yet when it will work again. {time}"

    assert made_good(text) == better.replace("{T01}", unknown).replace("{T08}", time)


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_read_and_changed(text: str) -> None:
    for whole in (False, True):
        for finding in findings(text, replace(CONTEXT, is_whole=whole)):
            assert text[finding.start : finding.end] == finding.clause
            replaced(text, finding)


@settings(deadline=None)
@given(st.lists(st.sampled_from([words for _, words in WRONG + RIGHT]), max_size=6))
def test_suggestions_heal_any_mixture(parts: list[str]) -> None:
    text = " ".join(parts)
    for _ in range(4 * len(parts) + 1):
        offered = to_press(text)
        text = replaced(text, offered[0]) if offered else text

    assert to_press(text) == []
