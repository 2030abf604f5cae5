"""`candour doctor`: is everything in place, and if not, what is to be done. Changes nothing.

Findings are sentences; none repeats a secret.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.domain.organisation import Organisation
from bot.jobs import queue, slack_scopes
from bot.slack_errors import error_name
from bot.store import address, migrating, postgres, sqlite
from bot.store.failures import DatabaseTrouble
from bot.store.transaction import Store

PATIENCE_S: Final = 10
DATABASE_TROUBLE: Final = (*postgres.TROUBLE, *sqlite.TROUBLE, DatabaseTrouble)


class Grade(StrEnum):
    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    grade: Grade
    about: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What is examined. Empty tokens are not set; `lacks` are sentences about what is missing."""

    bot_token: str
    app_token: str
    api_url: str
    database_url: str
    organisation: Organisation
    config_path: Path | None
    lacks: Sequence[str] = ()


def ok(about: str, said: str) -> Finding:
    return Finding(Grade.OK, about, said)


def warning(about: str, said: str) -> Finding:
    return Finding(Grade.WARNING, about, said)


def problem(about: str, said: str) -> Finding:
    return Finding(Grade.PROBLEM, about, said)


async def examine(installation: Installation) -> list[Finding]:
    found = [_file(installation), _words(installation.organisation)]
    found += [problem("settings", lack) for lack in installation.lacks]
    found += await _database(installation.database_url)
    if installation.app_token:
        found.append(await _app_token(installation))
    if installation.bot_token:
        found += await _bot(installation)
    return found


def _file(installation: Installation) -> Finding:
    if installation.config_path is None:
        company = installation.organisation.company
        return warning("settings", f"No candour.toml: defaults in use, customers read “{company}”.")
    return ok("settings", f"Read from the environment and {installation.config_path}.")


def _words(organisation: Organisation) -> Finding:
    """Say which drafts are the organisation's own, and what drafts will have to ask for."""
    voice = organisation.voice
    own = ", ".join(sorted(organisation.drafts)) or "none"
    lacks = ", ".join(one.name for one in fields(voice) if not getattr(voice, one.name))
    if lacks:
        said = f"Not set under [words]: {lacks}. Drafts leave them out, or ask for them."
        return warning("words", f"{said} Drafts of your own: {own}.")
    return ok("words", f"All is set. Drafts of your own: {own}.")


async def _database(url: str) -> list[Finding]:
    try:
        if address.is_missing(url):
            return [problem("database", "It does not exist yet. Type: candour migrate")]
        if not await migrating.fits(url):
            return [problem("database", "Its schema is not this version's. Type: candour migrate")]
        return [ok("database", "Reached, and its schema is current."), await _given_up(url)]
    except DATABASE_TROUBLE as error:
        return [
            problem(
                "database",
                f"The database cannot be used ({type(error).__name__}): see DATABASE_URL.",
            )
        ]


def no_database(error: BaseException) -> str:
    """Say which kind of trouble it was; its own words may hold the address, with a password."""
    return f"The database cannot be used ({type(error).__name__})."


async def _given_up(url: str) -> Finding:
    store = await Store.open(url)
    try:
        async with store.reading() as reader:
            letters = await queue.dead_letters(reader)
    finally:
        await store.close()
    if not letters:
        return ok("jobs", "Nothing was given up.")
    kinds = ", ".join(sorted({letter.kind for letter in letters}))
    return warning(
        "jobs", f"{len(letters)} were given up ({kinds}). Type: candour doctor --dead-letters"
    )


async def _app_token(installation: Installation) -> Finding:
    client = _client(installation.app_token, installation.api_url)
    try:
        await _ask(client, "apps.connections.open")
    except NoAnswer as reason:
        return _refused("app token", reason, "Make one with the scope connections:write.")
    return ok("app token", "Socket Mode can be opened.")


async def _bot(installation: Installation) -> list[Finding]:
    client = _client(installation.bot_token, installation.api_url)
    try:
        said = await _ask(client, "auth.test")
    except NoAnswer as reason:
        return [_refused("bot token", reason, "Install the app again and copy its token.")]
    return [
        ok("bot token", f"{said['user']} in {said['team']}."),
        _scopes(said),
        await _channel(client, installation.organisation.incident_place),
        *await _managers(client, installation.organisation),
    ]


def _scopes(said: AsyncSlackResponse) -> Finding:
    granted = frozenset(said.headers.get("x-oauth-scopes", "").replace(" ", "").split(","))
    needed = slack_scopes.needed()
    if missing := ", ".join(sorted(needed - granted)):
        return problem("scopes", f"Missing: {missing}. Add them and install the app again.")
    if spare := ", ".join(sorted(granted - needed - {""})):
        return warning("scopes", f"Granted but not needed: {spare}.")
    return ok("scopes", "Exactly what is needed.")


async def _channel(client: AsyncWebClient, channel: str | None) -> Finding:
    if channel is None:
        return ok("channel", "Incidents live where /incident is typed: invite the bot there.")
    try:
        await _ask(client, "conversations.history", channel=channel, limit=1)
    except NoAnswer as reason:
        return _refused("channel", reason, f"Type in {channel}: /invite @Candour")
    return ok("channel", f"The bot is in {channel}.")


async def _managers(client: AsyncWebClient, organisation: Organisation) -> list[Finding]:
    found, people = [], set[str]()
    for named in dict.fromkeys(_everybody(organisation)):
        try:
            members = await _members(client, named)
        except NoAnswer as reason:
            found.append(_refused("people", reason, f"Look at {named} under [people]."))
            continue
        if named in organisation.managers:
            people |= members
    return [*found, _enough(people)]


def _everybody(organisation: Organisation) -> Iterator[str]:
    """Yield every person and group that the settings name."""
    for people in organisation.functions.values():
        yield from people
    for team in organisation.credit_rules.teams:
        yield from team.people
    yield from organisation.safety
    yield from organisation.comms
    yield from organisation.security
    yield from organisation.payments
    yield from organisation.engineering
    for channel in organisation.channels:
        yield from channel.approval
        if channel.owner is not None:
            yield channel.owner


async def _members(client: AsyncWebClient, named: str) -> set[str]:
    """Return the people meant by an id. Raises `NoAnswer`, also for somebody who has left."""
    if not named.startswith("S"):
        said = await _ask(client, "users.info", user=named)
        if said["user"].get("deleted"):
            raise NoAnswer("user_is_deactivated")
        return {named}
    said = await _ask(client, "usergroups.users.list", usergroup=named)
    return set(said["users"])


def _enough(managers: set[str]) -> Finding:
    match len(managers):
        case 0:
            return warning("people", "No managers: nobody can approve a credit.")
        case 1:
            return warning("people", "One manager, whose own requests nobody can approve.")
        case many:
            return ok("people", f"{many} managers.")


class NoAnswer(Exception):
    """The text is Slack's own name for the reason, or what happened on the way (`away`)."""

    def __init__(self, reason: str, *, away: bool = False) -> None:
        super().__init__(reason)
        self.away = away


def _refused(about: str, reason: NoAnswer, advice: str) -> Finding:
    if reason.away:
        return problem(about, f"Slack cannot be reached ({reason}).")
    return problem(about, f"Slack says {reason}. {advice}")


async def _ask(client: AsyncWebClient, method: str, **asked: object) -> AsyncSlackResponse:
    try:
        return await client.api_call(method, params=asked)
    except SlackApiError as error:
        status = getattr(error.response, "status_code", "no whole answer")
        raise NoAnswer(error_name(error) or str(status)) from error
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise NoAnswer(f"{type(error).__name__} at {client.base_url}", away=True) from error


def _client(token: str, api_url: str) -> AsyncWebClient:
    return AsyncWebClient(token=token, base_url=api_url, timeout=PATIENCE_S, retry_handlers=[])
