"""Nothing that people type or paste hides words from the rules, or makes reading them slow."""

import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.tone_rule import Rule, Unit
from bot.domain.update import Kind
from messages.tone.check import findings, replaced
from messages.tone.matching import matches
from messages.tone.needles import needles
from messages.tone.reading import Reading, Span, read
from messages.tone.rules import RULES
from messages.tone.ways import MOST_WAYS, PatternIsUnsafe, ways
from tests.words.moment import CONTEXT, broken, made_good

LONG = 40_000
SAID = [words for rule in RULES for words in (*rule.wrong, *rule.right)]


@pytest.mark.parametrize(
    "hidden",
    [
        "We\u2019ll be back s\u200bo\u200bon.",
        "We'll be back \u202esoon\u202c.",
        "We'll be back \uff53\uff4f\uff4f\uff4e.",
        "We'll be back so\u00adon.",
        "We'll be back s\u0336o\u0336o\u0336n\u0336.",
        "We'll be back as  soon\u00a0as\u202fpossible.",
        "We'll be back as soon\nas possible.",
        "We'll be back <b>soon</b>.",
        "We'll be back so<i>on</i>.",
        "We&#39;ll be back&nbsp;soon.",
        "We'll be back *soon*, _SOON_ or ~soon~.",
        "We'll be back `soon`.",
        "\u201cWe'll be back soon.\u201d They said so.",
        "> We'll be back soon",
        "\u2022 back soon",
    ],
)
def test_nothing_hides_words(hidden: str) -> None:
    assert "T01" in broken(hidden)
    assert "T01" not in broken(made_good(hidden))


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("Hello {name},", ["T66"]),
        ("Hello {{name}} and {{ name }},", ["T66"]),
        ("{{7*7}} and {{ 7 * 7 }}", []),
        ("Hello [NAME],", ["T66", "T43"]),
        ("%s and %(name)s", []),
        ("<script>alert(1)</script>", []),
        ("😀😀😀", ["T45", "T45", "T45"]),
        ("\u202e", []),
        ("", []),
        ("...", []),
    ],
)
def test_templates_and_codes_are_only_text(typed: str, rules: list[str]) -> None:
    assert broken(typed) == rules


def test_a_link_within_html_is_still_a_link() -> None:
    text = '<a href="https://example.org/claim">Claim</a>'

    assert "T61" in broken(text, replace(CONTEXT, kind=Kind.SMS))


def test_what_was_typed_around_a_finding_stays() -> None:
    text = "Caf\u00e9 \u200b\uff21 is closed. Back s\u200boon. \u2192 Bye\u2026"
    found = findings(text, CONTEXT)

    assert [one.clause for one in found] == ["Back s\u200boon"]
    healed = replaced(text, found[0])
    assert healed.startswith("Caf\u00e9 \u200b\uff21 is closed. We do not know yet")
    assert healed.endswith("\u2192 Bye\u2026")


@given(st.text())
def test_every_letter_knows_where_it_stood(text: str) -> None:
    reading = read(text)

    assert len(reading.plain) == len(reading.folded) == len(reading.at)
    assert list(reading.at) == sorted(reading.at)
    assert all(0 <= place < len(text) for place in reading.at)


@given(st.text(alphabet=st.characters(codec="ascii", exclude_characters="<&_\t\n ")))
def test_plain_letters_are_read_as_they_stand(text: str) -> None:
    assert read(text).plain == text


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.pattern], ids=lambda rule: rule.id)
def test_no_pattern_can_stop_everything(rule: Rule) -> None:
    assert ways(rule.pattern) <= MOST_WAYS
    assert ways(rule.unless) <= MOST_WAYS
    assert ways(rule.joint) <= MOST_WAYS


@pytest.mark.parametrize(
    ("pattern", "is_safe"),
    [
        (r"\bsoon\b", True),
        (r"(a|b){0,3}c{1,40}", True),
        (r"(very ){0,2}sorry|apolog\w{1,9}", True),
        (r"a*", False),
        (r"a+?b", False),
        (r"(a{0,40}){0,40}", False),
        (r"(a|a){0,40}", False),
        (r"(?=soon)", False),
        (r"(?<!as )soon", False),
        (r"(a)\1", False),
        (r"[^.]{0,500}[^,]{0,500}x", False),
    ],
)
def test_unsafe_patterns_are_told_from_safe_ones(pattern: str, *, is_safe: bool) -> None:
    if is_safe:
        assert ways(pattern) <= MOST_WAYS
    else:
        with pytest.raises(PatternIsUnsafe):
            ways(pattern)


def calls(text: str) -> int:
    """Return how many calls the check of a text makes: work that no clock is needed to measure."""
    made = 0

    def count(*_: object) -> None:
        nonlocal made
        made += 1

    sys.setprofile(count)
    try:
        findings(text, replace(CONTEXT, is_whole=True))
    finally:
        sys.setprofile(None)
    return made


@pytest.mark.parametrize(
    "piece",
    [
        "soon ",
        "soon. ",
        "sorry but ",
        "a@",
        "no data ",
        "£1 ",
        "14:30 ",
        "_ ",
        "\u200b",
        "&amp;",
        "<b>",
    ],
)
def test_the_work_grows_as_the_text_does(piece: str) -> None:
    once, twice = (calls(piece * (size // len(piece))) for size in (LONG // 4, LONG // 2))

    assert twice <= 2.2 * once + 100


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.pattern], ids=lambda rule: rule.id)
def test_no_match_lacks_the_letters_that_are_looked_for_first(rule: Rule) -> None:
    wanted = needles(rule.pattern)
    for words in (*rule.wrong, *rule.right):
        for match in rule.finds.finditer(words.lower()):
            assert not wanted or any(one in match[0] for one in wanted)


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        (r"\bsoon\b", {"soon"}),
        (r"(soon|later)", {"soon", "later"}),
        (r"a(bc)?def{0,3}", {"de"}),
        (r"(very ){1,3}(sorry|sad)", {"very "}),
        (r"[0-9]{3}", set("0123456789")),
        (r"soon|[01]", {"soon", "0", "1"}),
        (r"\.[0-9]", set("0123456789")),
        (r"[^0-9]|\d|[a-z]", set()),
        (r"", set()),
    ],
)
def test_letters_to_look_for_are_in_every_match(pattern: str, wanted: set[str]) -> None:
    assert needles(pattern) == wanted


@given(st.lists(st.sampled_from(SAID), max_size=6).map(" ".join))
def test_looking_for_letters_first_finds_what_the_patterns_alone_find(words: str) -> None:
    reading = read(words)
    for rule in RULES:
        if rule.pattern and not rule.is_absence:
            assert list(matches(rule, reading)) == plainly(rule, reading), rule.id


def plainly(rule: Rule, reading: Reading) -> list[Span]:
    """What the patterns find in every unit of the text."""
    text = reading.plain if rule.is_case_sensitive else reading.folded
    units = reading.sentences if rule.unit is Unit.SENTENCE else [(0, len(text))]
    return [
        match.span()
        for start, end in units
        if not (rule.excuses and rule.excuses.search(text, start, end))
        for match in rule.finds.finditer(text, start, end)
    ]
