"""What Slack makes of typed text is undone: the words come back as the person saw them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.acts import escaped
from handlers.mentions import person_first, read


@pytest.mark.parametrize(
    ("sent", "words", "people"),
    [
        ("<@U02AMIRA|amira> back at two", "@amira back at two", {"@amira": "U02AMIRA"}),
        ("<@W02AMIRA>", "@W02AMIRA", {"@W02AMIRA": "W02AMIRA"}),
        ("see <#C01INCIDENTS|incidents>", "see #incidents", {}),
        ("<!subteam^S01LEADS|@leads> and <!here>", "@leads and @here", {}),
        ("due <!date^1772625600^{time}|12:00 GMT>", "due 12:00 GMT", {}),
        ("<https://example.com/a?b=1&amp;c|example.com>", "example.com", {}),
        ("<https://example.com/a?b=1&amp;c=2>", "https://example.com/a?b=1&c=2", {}),
        ("a &lt; b &amp;&amp; c &gt; d &amp;lt;", "a < b && c > d &lt;", {}),
        ("pay < 5 and > 3", "pay < 5 and > 3", {}),
    ],
)
def test_references_and_entities(sent: str, words: str, people: dict[str, str]) -> None:
    assert read(sent) == (words, people)


@given(st.text())
def test_escaping_is_undone(typed: str) -> None:
    assert read(escaped(typed.replace("<", "").replace(">", ""))) == (
        typed.replace("<", "").replace(">", ""),
        {},
    )


@pytest.mark.parametrize(
    ("words", "person", "rest"),
    [
        ("@amira back at two", "U02", "back at two"),
        ("to @amira: back at two", "U02", "back at two"),
        ("@amiral", "U03", ""),
        ("back at two, says @amira", None, "back at two, says @amira"),
        ("to be sure", None, "to be sure"),
    ],
)
def test_who_is_named_first(words: str, person: str | None, rest: str) -> None:
    assert person_first(words, {"@amira": "U02", "@amiral": "U03"}) == (person, rest)
