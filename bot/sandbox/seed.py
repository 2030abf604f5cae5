"""The default cast: a support team during an outage."""

from dataclasses import replace
from typing import Any

from bot.sandbox.channels import Channel
from bot.sandbox.ids import BOT_USER, SLACKBOT
from bot.sandbox.people import Person, UserGroup
from bot.sandbox.state import State

TEAM_NAME = "Northwind (practice)"

CAST = (
    Person("U01DAN", "dan", "Dan Reyes", "Support agent"),
    Person("U02AMIRA", "amira", "Amira Haddad", "Team lead"),
    Person("U03MARA", "mara", "Mara Lindqvist", "Support manager"),
    Person("U04FINN", "finn", "Finn Osei", "Finance"),
    Person("U05HOPE", "hope", "Hope Ferreira", "Head of support"),
    Person("U06LENA", "lena", "Lena Okoro", "Legal"),
)

NORTHWIND: dict[str, Any] = {
    "organisation": {
        "company": "Northwind",
        "incident_channel": "C01INCIDENTS",
        "approvals_channel": "C04APPROVALS",
    },
    "people": {
        "managers": ["S02MANAGERS"],
        "leads": ["S01LEADS"],
        "head_of_support": ["U05HOPE"],
        "finance": ["U04FINN"],
        "legal": ["U06LENA"],
    },
    "words": {"complaint_route": "the complaints page in the app"},
    "credits": {
        "tiers": [
            {"up_to": "500.00", "approvers": [["managers", "head_of_support"]]},
            {"up_to": "2500.00", "approvers": [["head_of_support"], ["finance"]]},
        ]
    },
}
"""What candour.toml says for this cast."""


def northwind(state: State) -> None:
    """Fill an empty workspace."""
    everybody = {person.id for person in CAST}
    for person in CAST:
        add_person(state, replace(person))  # a copy: in each workspace people leave by themselves
    add_group(state, UserGroup("S01LEADS", "leads", "Team leads", ["U02AMIRA"]))
    add_group(state, UserGroup("S02MANAGERS", "managers", "Support managers", ["U03MARA"]))
    with_bot = everybody | {BOT_USER}
    incidents = "What is broken, and what customers have been told"
    add_channel(state, Channel("C01INCIDENTS", "incidents", set(with_bot), topic=incidents))
    add_channel(state, Channel("C02SUPPORT", "support", set(with_bot), topic="The support desk"))
    add_channel(state, Channel("C03GENERAL", "general", everybody, topic="Everybody"))
    deciding = everybody - {"U01DAN"} | {BOT_USER}
    money = "Requests for credits, and where each stands; no customer is named"
    add_channel(state, Channel("C04APPROVALS", "approvals", deciding, kind="private", topic=money))
    for person in CAST:
        state.direct(person.id)


def add_bot(state: State) -> None:
    name = state.installation.name
    add_person(state, Person(BOT_USER, name.lower(), name, "App", is_bot=True))
    add_person(state, Person(SLACKBOT, "slackbot", "Slackbot", is_bot=True))


def add_person(state: State, person: Person) -> None:
    state.people[person.id] = person


def add_group(state: State, group: UserGroup) -> None:
    state.groups[group.id] = group


def add_channel(state: State, channel: Channel) -> None:
    state.channels[channel.id] = channel
