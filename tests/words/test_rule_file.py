"""A file of rules is proven when it is read; what is wrong is told with its line and a way out."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.tone_rule import Group
from messages.tone.check import findings
from messages.tone.own_rules import own_rules
from messages.tone.rule_file import BadRules
from messages.tone.rules import RULES
from tests.words.moment import CONTEXT, broken

OWN = """\
# How we speak.
[parts]
nick = ['folks', 'guys']

[[rule]]
id = "O01"
name = "nicknames"
severity = "block"
override = "lead"
kinds = ["PUB", "K05"]
plain = "Call them customers."
why = "They are not our friends."
pattern = ['\\b(<nick>)\\b']
fix = ["{what_fails}"]
wrong = ["Hi folks."]
right = ["Hello Ms Okafor."]

[[stricter]]
id = "T24"
severity = "block"

[[stricter]]
id = "T07"
override = "nobody"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tone.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def faults(path: Path, text: str) -> list[str]:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadRules) as told:
        own_rules(path)
    assert str(told.value) == "\n".join(told.value.problems)
    return [problem.removeprefix(str(path)) for problem in told.value.problems]


def test_own_rules_count_after_ours(file: Path) -> None:
    rules = own_rules(file)
    context = replace(CONTEXT, organisation=replace(CONTEXT.organisation, tone_rules=rules))
    found = findings("Sadly, folks, it is down. It never happens again.", context)

    assert [(one.rule.id, one.is_block) for one in found] == [
        ("T07", True),
        ("T24", True),
        ("O01", True),
    ]
    assert found[-1].rule.group is Group.OWN
    assert found[-1].replacement == "Customers cannot pay by card."
    assert not found[0].rule.may_be_overridden_by(lead=True)
    assert len(rules) == len(RULES) + 1
    assert broken("Sadly, folks, it is down.") == ["T24"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"O01"', '"T99"', ":6: T99 is ours; begin with O, or make T99 [[stricter]]."),
        ('"block"\nover', '"loud"\nover', ":8: severity must be block or warn."),
        ('override = "lead"', 'override = "me"', ":9: override must be nobody or lead or author."),
        ("plain =", "plian =", ":11: plian is not known; did you mean plain?"),
        ('"K05"]', '"K5"]', ":10: kinds is not known: K5; did you mean K"),
        (
            "{what_fails}",
            "{what_fail}",
            "has an unknown slot {what_fail}; did you mean {what_fails}?",
        ),
        ("<nick>", "<nick", "is not found in its own wrong example: Hi folks."),
        ("<nick>", "[", "cannot be read as a pattern"),
        ("<nick>", "<nick>).*(", "repeats without an end; write {0,40} for *, {1,40} for +"),
        ("<nick>", "(?!a)<nick>", "looks around or back"),
        ("<nick>", "(([a-z]{0,40}) ?){0,40}", "can match in more than 100,000 ways"),
        ("'guys'", "'Guys'", "must have its patterns in lower case"),
        ("Hi folks.", "Hi all.", ":5: rule is not found in its own wrong example: Hi all."),
        ("Hello Ms", "Hello folks, Ms", ":5: rule is found in its own right example"),
        ('"{what_fails}"', '"Back soon."', ":14: O01 suggests words that T01 stops"),
        ('"{what_fails}"', '"Hi folks."', ":5: rule is found in its own fix: Hi folks."),
        ('wrong = ["Hi folks."]\n', "", ":5: rule needs examples"),
        ("pattern = ", "absent = ['a']\npattern = ", "needs pattern or absent, not both"),
        ('"T24"', '"T240"', ":19: no rule T240; did you mean T"),
        (
            '"T24"\nseverity = "block"',
            '"T01"\nseverity = "warn"',
            ":20: T01 blocks; a rule is never",
        ),
        ('"nobody"', '"author"', ":24: T07 can be passed by lead at most"),
        ("[[stricter]]", "[[looser]]", ":18: looser is not known; did you mean"),
        ("# How", "How", "not valid TOML"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(file: Path, old: str, new: str, told: str) -> None:
    assert old in OWN

    problems = faults(file, OWN.replace(old, new, 1))

    assert any(told in problem for problem in problems), problems


def test_all_faults_are_told_together(file: Path) -> None:
    text = OWN.replace('"lead"', '"me"').replace("why =", "wy =")

    assert len(faults(file, text)) == 3


def test_the_same_id_twice_is_refused(file: Path) -> None:
    second = OWN[OWN.index("[[rule]]") : OWN.index("[[stricter]]")]

    assert faults(file, OWN + second) == [":26: O01 is taken; give each rule its own id."]


def test_a_rule_of_ones_own_needs_a_pattern(file: Path) -> None:
    text = OWN.replace("pattern = ['\\b(<nick>)\\b']\n", "")

    assert ":6: O01 needs a pattern, or words that must not be absent." in faults(file, text)


def test_a_file_that_cannot_be_read_is_named(file: Path) -> None:
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(BadRules, match="not written in UTF-8"):
        own_rules(file)
    file.write_text("#" * 300_000, encoding="utf-8")
    with pytest.raises(BadRules, match="larger than"):
        own_rules(file)
    with pytest.raises(BadRules, match="cannot be read"):
        own_rules(file.with_name("none.toml"))
