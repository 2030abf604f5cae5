"""The rules that turn on the moment: what is known, promised, granted and said elsewhere."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.fact import Fact, Key, State
from bot.domain.facts import Facts
from bot.domain.money import Money
from bot.domain.organisation import Voice
from bot.domain.severity import Severity
from bot.domain.tone_rule import Gravity
from bot.domain.update import Kind, Update
from messages.tone.check import ToneContext, findings, findings_in_note, replaced
from messages.tone.conditions import CONDITIONS
from messages.tone.context import Customer
from messages.tone.rules import RULES
from tests.words.moment import CONTEXT, FACTS, NOW, broken, made_good

HOUR = timedelta(hours=1)
OKAFOR = Customer(name="Ms Okafor", concern="Did my rent go out?", asked_for="£900 for a lost sale")
LETTER = replace(CONTEXT, kind=Kind.APOLOGY, customer=OKAFOR, agent="Dan Reyes, support")
WHOLE = replace(CONTEXT, is_whole=True)
WHOLE_LETTER = replace(LETTER, is_whole=True)
GOOD_UPDATE = (
    "Customers cannot pay by card.\nWe are sorry.\n"
    "Next update: by 15:30 GMT, even if nothing has changed."
)
GOOD_LETTER = (
    "Hello Ms Okafor,\nYour rent did go out.\nThank you for telling us.\n"
    "I am sorry. We made a change that stopped it.\n"
    "To put it right, I have removed the late fee.\nThank you.\nDan Reyes, support"
)
SAID = Update(
    workspace="T1",
    incident=7,
    number=1,
    kind=Kind.FIRST_WORD,
    text="Sorry.",
    sent_by="U01DAN",
    sent_at=NOW - HOUR,
    promised_by=None,
)


def fact(key: Key, **value: str) -> Fact:
    return Fact(
        workspace="T1",
        incident=7,
        version=1,
        key=key,
        value=value,
        state=State.CONFIRMED,
        is_public=True,
        said_by="U01DAN",
        said_at=NOW - 2 * HOUR,
        fresh_until=None,
    )


def knowing(context: ToneContext = CONTEXT, **known: object) -> ToneContext:
    facts: Facts = replace(context.facts, **known)  # type: ignore[arg-type]
    return replace(context, facts=facts)


def test_good_texts_pass_as_a_whole() -> None:
    assert broken(GOOD_UPDATE, WHOLE) == []
    assert broken(GOOD_LETTER, WHOLE_LETTER) == []


@pytest.mark.parametrize(
    ("rule", "text", "context"),
    [
        ("T06", "It will be back by 16:00 GMT.", knowing(eta=(NOW + HOUR, NOW + 2 * HOUR))),
        ("T10m", "Your money is safe.", knowing(account_is_safe=True)),
        ("T10n", "No data was lost.", knowing(loss_is_ruled_out=True)),
        ("T12", "Payments are restored.", knowing(is_resolved=True)),
        ("T12", "Payments are restored.", replace(CONTEXT, is_watched=True)),
        ("T13", "A small number of users cannot pay.", knowing(scope="312 customers")),
        ("T14", "It was caused by a power cut.", knowing(cause="a power cut")),
        (
            "T36",
            "Our terms say that this is not covered.",
            replace(LETTER, kind=Kind.DECLINE, terms_are_cleared=True),
        ),
        ("T45", "We are on it 🔧", knowing(severity=Severity.SEV4)),
        ("T46", "A small hiccup with payments.", knowing(severity=Severity.SEV4)),
        ("T47", "The latency is high.", replace(CONTEXT, for_developers=True)),
        ("T63", "Everyone will be refunded.", replace(CONTEXT, offer_is_approved=True)),
        (
            "T69",
            "Come back, we have a new price.",
            replace(LETTER, kind=Kind.WIN_BACK, may_market=True),
        ),
    ],
)
def test_a_fact_settles_a_rule(rule: str, text: str, context: ToneContext) -> None:
    unsettled = replace(CONTEXT, kind=Kind.APOLOGY if rule == "T36" else context.kind)

    assert rule in broken(text, unsettled)
    assert rule not in broken(text, context)


def test_every_condition_is_used_by_a_rule() -> None:
    assert set(CONDITIONS) == {name for rule in RULES for name in rule.only_while}


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Next update by 14:30.", "Next update by 14:30 GMT."),
        ("Call us after 2 pm.", "Call us after 2 pm GMT."),
        ("From 14:30 UTC to 15:00.", None),
        ("At 9:30 London time.", None),
    ],
)
def test_a_time_has_a_zone(text: str, better: str | None) -> None:
    found = [one for one in findings(text, CONTEXT) if one.rule.id == "T02"]

    assert [replaced(text, one) for one in found] == ([better] if better else [])


@pytest.mark.parametrize(
    ("said", "is_bad"),
    [
        ("15:00 GMT", False),
        ("15:30 GMT", False),
        ("15:31 GMT", True),
        ("14:29 GMT", True),
        ("15:00 GMT on 5 March", True),
        ("15:00 GMT on 3 March", True),
        ("23:00 JST", False),
    ],
)
def test_the_next_update_is_neither_past_nor_too_far(said: str, *, is_bad: bool) -> None:
    text = f"Next update: by {said}, with or without news."

    assert ("T05" in broken(text)) == is_bad
    if is_bad:
        assert made_good(text) == "Next update: by 15:30 GMT, with or without news."


def test_fixed_times_of_each_day_are_no_next_update() -> None:
    assert broken("Each day until it works again, we write at 09:00 GMT and 16:00 GMT.") == []


def test_after_midnight_is_not_past() -> None:
    late = replace(CONTEXT, now=NOW + timedelta(hours=9, minutes=20))
    late = replace(late, facts=replace(FACTS, next_update_due=None))

    assert broken("Next update: by 00:10 GMT.", late) == []


def test_what_was_too_old_to_be_told_is_found() -> None:
    old = (
        fact(Key.SCOPE, words="all customers in the UK"),
        fact(Key.ETA, **{"from": "2026-03-04T15:00:00+00:00", "to": "2026-03-04T16:00:00+00:00"}),
        fact(Key.WHAT_FAILS, words="Customers cannot pay by card"),
    )
    context = knowing(replace(CONTEXT, stale=old), eta=(NOW, NOW + HOUR))
    text = "Customers cannot pay by card. It affects All  customers in the UK until 15:00 GMT."

    assert [one.clause for one in findings(text, context)] == [
        "All  customers in the UK",
        "15:00 GMT",
    ]


def test_channels_that_disagree_are_named() -> None:
    website = replace(SAID, text="It began at 13:05 GMT. Next update: by 15:00 GMT.")
    said = {"website": website, "app": SAID}
    context = replace(CONTEXT, said=said, channels=("app",))

    found = findings("It began at 13:40 GMT. Next update: by 15:00 GMT.", context)

    assert [(one.rule.id, one.clause, one.about) for one in found] == [
        ("T17", "began at 13:40", "website: began at 13:05")
    ]
    assert broken("It began at 13:40 GMT.", replace(context, channels=("website",))) == []


def test_a_promise_is_in_the_book() -> None:
    assert broken("I will call you by 16:10 GMT.", LETTER) == ["T09"]
    assert broken("I will call you by 15:00 GMT.", LETTER) == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("I have arranged £20 for you.", False),
        ("I have arranged £20. It covers the £12 late fee.", False),
        ("I have arranged £12 for you.", True),
        ("I have arranged £200 for you.", True),
        ("I have arranged $20 for you.", True),
        ("You asked for £900.", False),
        ("We owe you 20 pounds.", False),
        ("We owe you 1,000,000,000 pounds.", True),
    ],
)
def test_only_granted_sums_are_named(text: str, *, is_found: bool) -> None:
    assert ("T62" in broken(text, LETTER)) == is_found


def test_sums_that_facts_hold_may_be_told() -> None:
    text = "Customers cannot pay more than £50."

    assert "T62" in broken(text, replace(CONTEXT, approved=()))
    assert broken(text, knowing(replace(CONTEXT, approved=()), what_fails=text)) == []


def test_points_need_a_grant_too() -> None:
    assert broken("You get 500 points.", replace(LETTER, approved=())) == ["T62"]
    assert broken("You get 500 points.", replace(LETTER, approved=(Money(1, "GBP"),))) == []


def test_our_own_address_may_stand_in_public() -> None:
    voice = Voice(contact_route="help@northwind.example or 0800 496 0000")
    own = replace(CONTEXT, organisation=replace(CONTEXT.organisation, voice=voice))
    text = "Write to help@northwind.example or call 0800 496 0000."

    assert broken(text) == ["T58"]
    assert broken(text, own) == []
    assert broken(f"{text} Not to jo@example.org.", own) == ["T58"]


def test_no_channel_that_is_down() -> None:
    context = replace(CONTEXT, channels=("website", "SMS"), down=frozenset({"website"}))

    assert [(one.rule.id, one.about) for one in findings("Sorry.", context)] == [
        ("T58c", "website")
    ]


def test_a_public_question_comes_before_the_invitation() -> None:
    invitation = replace(LETTER, kind=Kind.INVITATION)

    assert broken("May I call you?", replace(invitation, question_is_open=True)) == ["T57"]
    assert broken("May I call you?", invitation) == []


def test_who_has_left_hears_only_of_changes_that_are_done() -> None:
    letter = replace(WHOLE_LETTER, kind=Kind.WIN_BACK)

    assert "T68" in broken(GOOD_LETTER, letter)
    assert "T68" not in broken(GOOD_LETTER, replace(letter, review_is_done=True))


@pytest.mark.parametrize(
    ("rule", "text", "better"),
    [
        ("T04", GOOD_UPDATE.rpartition("\n")[0], GOOD_UPDATE),
        ("T25", GOOD_UPDATE.replace("\nWe are sorry.", ""), GOOD_UPDATE.replace("\nWe", " We")),
        (
            "T55",
            GOOD_UPDATE.replace("Customers cannot pay by card.", "Bad day."),
            GOOD_UPDATE.replace("card.", "card.\nBad day."),
        ),
    ],
)
def test_what_is_missing_is_put_in_its_place(rule: str, text: str, better: str) -> None:
    found = {one.rule.id: one for one in findings(text, WHOLE)}

    assert set(found) == {rule}
    assert replaced(text, found[rule]) == better


@pytest.mark.parametrize(
    ("rule", "line", "better"),
    [
        ("T39", "Hello Ms Okafor,\n", None),
        ("T52", "\nDan Reyes, support", None),
        ("T53", "I am sorry. We made", "Sorry. We made"),
        ("T56", "Your rent did go out.", "All is well."),
        ("T71", "To put it right, I have removed the late fee.\n", ""),
    ],
)
def test_a_letter_lacks_nothing(rule: str, line: str, better: str | None) -> None:
    text = GOOD_LETTER.replace(line, better or "").replace("I have", "there is")
    text = text if rule == "T53" else text.replace("there is", "I have")
    found = {one.rule.id: one for one in findings(text, WHOLE_LETTER)}

    assert rule in found
    if better is None:
        assert replaced(text, found[rule]) == GOOD_LETTER


def test_what_is_our_fault_is_owned() -> None:
    letter = "Hello Ms Okafor,\nI am sorry that it stopped."

    assert "T26" in broken(letter, WHOLE_LETTER)
    assert "T26" not in broken(letter, knowing(WHOLE_LETTER, fault=None))


def test_thanks_are_put_before_the_signature() -> None:
    text = GOOD_LETTER.replace("Thank you for telling us.\n", "").replace("Thank you.\n", "")

    assert made_good(text, WHOLE_LETTER).endswith("\nThank you for telling me.\nDan Reyes, support")


def test_three_times_a_name_is_enough() -> None:
    assert broken("Ms Okafor, " * 3 + "bye.", LETTER) == []
    assert broken("Ms Okafor, " * 5 + "bye.", LETTER) == ["T41", "T41"]


def test_nobody_signs_as_a_team() -> None:
    text = GOOD_LETTER.replace("Dan Reyes, support", "The support team")

    assert broken(text, replace(WHOLE_LETTER, agent="")) == ["T52"]


def test_one_apology_is_enough() -> None:
    text = "We are sorry. So sorry. We apologise. Cards fail."

    assert broken(text) == ["T29"]
    assert made_good(text) == "We are sorry. So sorry. Cards fail."


def test_long_sentences_warn_and_very_long_ones_stop() -> None:
    gravities = {
        words: [one.gravity for one in findings("go " * words, CONTEXT)] for words in (25, 26, 41)
    }

    assert gravities == {25: [], 26: [Gravity.WARN], 41: [Gravity.BLOCK]}
    assert broken("go " * 20 + "go; " + "go " * 20) == []


def test_hard_texts_are_noticed() -> None:
    hard = "Organisational interdependencies necessitated comprehensive reconfiguration. " * 12
    easy = "You can not pay by card. We are on it. We will fix it. " * 5

    assert [one.about for one in findings(hard, CONTEXT) if one.rule.id == "T50"] != []
    assert "T50" not in broken(easy)


@pytest.mark.parametrize(
    ("kind", "text", "gravity"),
    [
        (Kind.FIRST_WORD, "go. " * 120, None),
        (Kind.FIRST_WORD, "go. " * 121, Gravity.WARN),
        (Kind.FIRST_WORD, "go. " * 151, Gravity.BLOCK),
        (Kind.BANNER, "a" * 120, None),
        (Kind.BANNER, "a" * 121, Gravity.BLOCK),
        (Kind.SOCIAL, "a" * 280, None),
        (Kind.SOCIAL, "a" * 281, Gravity.BLOCK),
        (Kind.SMS, "a" * 160, None),
        (Kind.SMS, "a" * 161, Gravity.BLOCK),
        (Kind.SMS, "It\u2019s down", Gravity.BLOCK),
    ],
)
def test_what_does_not_fit_is_stopped(kind: Kind, text: str, gravity: Gravity | None) -> None:
    found = [one for one in findings(text, replace(CONTEXT, kind=kind)) if one.rule.id == "T51"]

    assert [one.gravity for one in found] == ([gravity] if gravity else [])


def test_no_news_twice_in_the_same_words_is_noticed() -> None:
    holding = replace(CONTEXT, kind=Kind.HOLDING, said={"website": replace(SAID, text=GOOD_UPDATE)})

    assert "T65" in broken(GOOD_UPDATE.replace("15:30", "15:10"), holding)
    assert "T65" not in broken("We have nothing new to tell you yet. We are sorry.", holding)


def test_capitals_that_everybody_knows_pass() -> None:
    own = replace(CONTEXT, organisation=replace(CONTEXT.organisation, company="ACME Bank"))

    assert broken("ACME sends HTTPS and GDPR mail.", own) == []
    assert broken("ACME sends mail.") == ["T43"]


def test_notes_are_kept_clean_too() -> None:
    notes = {
        "An idiot who moans.": ["T42", "T42"],
        "SEV1 on db1.prod.internal, soon.": [],
        "password: Winter-2026": ["T59s"],
        "The cause is TBC.": ["T66"],
    }

    found = {note: [rule.id for rule in findings_in_note(note)] for note in notes}
    assert found == {note: list(dict.fromkeys(rules)) for note, rules in notes.items()}
