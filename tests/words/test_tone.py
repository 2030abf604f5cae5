"""Each rule proves itself by its own examples, and its suggestions leave honest words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.facts import DataSafety, Facts
from bot.domain.organisation import Organisation
from bot.domain.update import Kind
from messages.tone.check import ToneContext, findings, replaced
from messages.tone.rule import Override, Rule
from messages.tone.rules import BY_ID, RULES

NOW = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)
FACTS = Facts(
    what_fails="Customers cannot pay by card",
    first_seen_at=NOW,
    next_update_due=NOW + timedelta(hours=1),
)
CONTEXT = ToneContext(kind=Kind.FIRST_WORD, facts=FACTS, organisation=Organisation(), now=NOW)
WRONG = [(rule, words) for rule in RULES for words in rule.wrong]
RIGHT = [(rule, words) for rule in RULES for words in rule.right]
MOST_PRESSES = 10


def broken(text: str, context: ToneContext = CONTEXT) -> list[str]:
    return [finding.rule.id for finding in findings(text, context)]


def made_good(text: str, context: ToneContext = CONTEXT) -> str:
    """Press the first suggestion until nothing is left to change."""
    for _ in range(MOST_PRESSES):
        found = findings(text, context)
        if not found:
            return text
        text = replaced(text, found[0])
    raise AssertionError(f"still not good: {text}")


def name_of(value: Rule | str) -> str:
    return value.id if isinstance(value, Rule) else ""


@pytest.mark.parametrize(("rule", "words"), WRONG, ids=name_of)
def test_a_rule_finds_what_is_wrong(rule: Rule, words: str) -> None:
    assert rule.id in broken(words)


@pytest.mark.parametrize(("rule", "words"), RIGHT, ids=name_of)
def test_what_is_right_passes_all_rules(rule: Rule, words: str) -> None:
    assert broken(words) == []


@pytest.mark.parametrize(("rule", "words"), WRONG, ids=name_of)
def test_the_suggestions_leave_nothing_wrong(rule: Rule, words: str) -> None:
    made_good(f"We know. {words}\nBye.")


def test_every_rule_is_known_by_its_id_and_has_examples() -> None:
    assert len(BY_ID) == len(RULES)
    assert all(rule.wrong and rule.right and rule.plain and rule.why for rule in RULES)


def test_what_nobody_may_override_is_safety_gaps_and_insults() -> None:
    nobody = {rule.id for rule in RULES if rule.override is Override.NOBODY}
    assert nobody == {"T10", "T10m", "T10n", "T42", "T66"}


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


def test_one_person_is_told_i_am_sorry() -> None:
    to_one = replace(CONTEXT, kind=Kind.APOLOGY, facts=replace(FACTS, is_resolved=True))

    assert made_good("Sorry if you were affected.", to_one) == "I am sorry."


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
    ],
)
def test_the_text_around_stays_clean(text: str, better: str) -> None:
    time = "Next update: by 15:30 GMT, even if nothing has changed."
    unknown = f"We do not know yet when it will work again. {time}"

    assert made_good(text) == better.replace("{T01}", unknown).replace("{T08}", time)


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_read_and_changed(text: str) -> None:
    for finding in findings(text, CONTEXT):
        assert text[finding.start : finding.end] == finding.clause
        replaced(text, finding)


@settings(deadline=None)
@given(st.lists(st.sampled_from([words for _, words in WRONG + RIGHT]), max_size=6))
def test_suggestions_heal_any_mixture(parts: list[str]) -> None:
    text = " ".join(parts)
    for _ in range(2 * len(parts) + 1):
        found = findings(text, CONTEXT)
        text = replaced(text, found[0]) if found else text

    assert broken(text) == []
