"""Who takes part, where they talk, and what the settings say of them."""

from typing import Final

from bot.sandbox.channels import Channel
from bot.sandbox.ids import BOT_USER
from bot.sandbox.people import Person, UserGroup
from bot.sandbox.state import State

AGENTS: Final = tuple(f"U1AGENT{number:02}" for number in range(20))
LEADS: Final = tuple(f"U2LEAD{number}" for number in range(4))
MANAGERS: Final = tuple(f"U3MANAGER{number}" for number in range(3))
HEADS: Final = ("U4HEAD0", "U4HEAD1")
FINANCE: Final = ("U5FINANCE0", "U5FINANCE1")
DIRECTOR: Final = "U6DIRECTOR"
LEGAL: Final = "U7LEGAL"
SECURITY: Final = "U8SECURITY"
PEOPLE: Final = (*AGENTS, *LEADS, *MANAGERS, *HEADS, *FINANCE, DIRECTOR, LEGAL, SECURITY)
ROOMS: Final = tuple(f"C1ROOM{number:02}" for number in range(24))
APPROVALS: Final = "C2APPROVALS"

TOML: Final = f"""
[organisation]
company = "Northwind"
approvals_channel = "{APPROVALS}"

[people]
leads = ["S01LEADS"]
managers = ["S02MANAGERS"]
head_of_support = ["{HEADS[0]}", "{HEADS[1]}"]
finance = ["{FINANCE[0]}", "{FINANCE[1]}"]
directors = ["{DIRECTOR}"]
legal = ["{LEGAL}"]
security = ["{SECURITY}"]
safety = ["{HEADS[0]}"]

[credits]
budget_per_incident = "2000"
"""


def northwind(state: State) -> None:
    """Fill an empty workspace."""
    for person in PEOPLE:
        state.people[person] = Person(person, person.lower(), person.title())
        state.direct(person)
    state.groups["S01LEADS"] = UserGroup("S01LEADS", "leads", "Leads", [*LEADS])
    state.groups["S02MANAGERS"] = UserGroup("S02MANAGERS", "managers", "Managers", [*MANAGERS])
    for room in (*ROOMS, APPROVALS):
        state.channels[room] = Channel(room, room.lower(), {*PEOPLE, BOT_USER})
