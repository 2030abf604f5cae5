"""The command line: `candour serve`, `work`, `demo`, `doctor`, `import`, `export` …"""

import asyncio
import errno
import json
import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal, NoReturn

import typer

from bot import (
    doctor,
    doctor_command,
    erasing_commands,
    export_command,
    exports,
    figures,
    logs,
    rehearsal,
    report_file,
    tracing,
)
from bot.app import NotMigrated, SlackSaidNo, running
from bot.customer_file import import_customers
from bot.domain.refusals import Refusal
from bot.erasures import NoTables
from bot.lifetime import for_ever, run_until_stopped
from bot.manifest import BadUrl, manifest
from bot.named_incident import BadFile, Workspace
from bot.sandbox.clock import PracticeClock
from bot.sandbox.installation import Installation
from bot.sandbox.seed import NORTHWIND
from bot.sandbox.server import PracticeServer
from bot.settings import (
    BadSettings,
    Settings,
    find_config,
    load,
    missing_for_slack,
    settings_from,
)
from bot.store import migrating
from messages.refused import words_for

commands = typer.Typer(
    name="candour",
    help="Keeps customers told and treated well while technology is failing.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; a fault that the reader can mend is told in sentences."""
    try:
        commands()
    except BadSettings as error:
        _give_up(*error.problems)
    except (BadUrl, BadFile, tracing.CannotTrace) as error:
        _give_up(str(error))
    except Refusal as refusal:
        _give_up(words_for(refusal, _settings().organisation.time_zone))
    except (NotMigrated, NoTables):
        _give_up("The database is not at this version's schema. Type: candour migrate")
    except SlackSaidNo as error:
        _give_up(f"Slack does not accept the bot token: it says {error}. Type: candour doctor")
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            _give_up("Something else listens on that port: choose another one.")
        _give_up(f"{error}. Type: candour doctor")
    except doctor.DATABASE_TROUBLE as error:
        _give_up(f"{doctor.no_database(error)} Look at DATABASE_URL.")


@commands.command()
def serve(
    jobs: Annotated[bool, typer.Option(help="Do the jobs as well: reminders, messages.")] = True,
) -> None:
    """Hear what people type and press; send what is owed."""
    _run(_settings_for_slack(mouth=True), jobs=jobs, mouth=True)


@commands.command()
def work() -> None:
    """Send what is owed, beside processes that run `serve --no-jobs`."""
    _run(_settings_for_slack(mouth=False), jobs=True, mouth=False)


@commands.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the practice workspace's page is.")] = 3000,
    fast: Annotated[bool, typer.Option(help="A minute passes in a second.")] = False,
    database: Annotated[str | None, typer.Option(help="Keep the incidents in this one.")] = None,
) -> None:
    """Rehearse an outage in the practice workspace, offline."""
    logs.set_up("text", least=logging.WARNING)
    with TemporaryDirectory(prefix="candour-demo-") as folder:
        url = database or f"sqlite+aiosqlite:///{folder}/demo.db"
        run_until_stopped(_demo(url, port=port, rate=rehearsal.FAST if fast else 1.0))


@commands.command(name="manifest")
def print_manifest(
    url: Annotated[
        str | None, typer.Option(help="The bot's public address, for HTTP; else Socket Mode.")
    ] = None,
) -> None:
    """Print the manifest that Slack asks for when the app is created."""
    typer.echo(json.dumps(manifest(url=url), indent=2))


@commands.command()
def migrate() -> None:
    """Bring the database to this version's schema."""
    asyncio.run(migrating.upgrade(_settings().database_url))
    typer.echo("The database is at this version's schema.")


@commands.command(name="import")
def import_(
    what: Annotated[Literal["customers"], typer.Argument(help="What the file holds.")],
    incident: Annotated[str, typer.Argument(help="The incident that hurts them: INC-7.")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    workspace: Workspace = None,
) -> None:
    """Log the affected customers that stand in a CSV file; say which rows are refused, and why."""
    settings = _settings()
    place = (settings.database_url, settings.organisation, file)
    work = import_customers(*place, incident=incident, workspace=workspace, now=_utc_now())
    refused = asyncio.run(work)
    if refused:
        raise typer.Exit(1)


def _place(workspace: str | None) -> exports.Place:
    settings = _settings()
    return exports.Place(settings.database_url, settings.organisation, workspace, _utc_now())


report_file.add_to(commands, _place)
figures.add_to(commands, _place)
export_command.add_to(commands, _place)


def _run(settings: Settings, *, jobs: bool, mouth: bool) -> None:
    end_traces = tracing.start(os.environ)
    try:
        run_until_stopped(_serve(settings, jobs=jobs, mouth=mouth))
    finally:
        end_traces()


async def _serve(settings: Settings, *, jobs: bool, mouth: bool) -> None:
    async with running(settings, now=_utc_now, jobs=jobs, mouth=mouth) as candour:
        where = f"; {candour.url}/readyz says how it is" if candour.url else ""
        typer.echo(f"Candour is at work{where}.")
        await for_ever()


async def _demo(database_url: str, *, port: int, rate: float) -> None:
    clock = PracticeClock(rate=rate)
    installed = Installation.from_manifest(manifest())
    await migrating.upgrade(database_url)
    async with PracticeServer(port=port, clock=clock, installation=installed) as practice:
        settings = settings_from(rehearsal.environ(practice.api_url, database_url), NORTHWIND)
        async with running(settings, now=clock.now) as candour:
            clock.on_turn(candour.wake)
            typer.echo(rehearsal.invitation(practice.url))
            await for_ever()


def _settings() -> Settings:
    settings = load(os.environ, find_config(os.environ))
    logs.set_up(settings.log)
    return settings


def _settings_for_slack(*, mouth: bool) -> Settings:
    settings = _settings()
    if problems := missing_for_slack(settings, mouth=mouth):
        raise BadSettings(problems)
    return settings


def _to_examine(settings: Settings) -> doctor.Installation:
    return doctor.Installation(
        bot_token=settings.slack_bot_token.get_secret_value(),
        app_token=settings.slack_app_token.get_secret_value(),
        api_url=settings.slack_api_url,
        database_url=settings.database_url,
        organisation=settings.organisation,
        config_path=settings.config_path,
        lacks=missing_for_slack(settings),
    )


def _utc_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the one place that reads the real clock


def _give_up(*sentences: str) -> NoReturn:
    for sentence in sentences:
        typer.echo(sentence, err=True)
    sys.exit(2)


erasing_commands.add_to(commands, lambda: _settings().database_url, _utc_now)
doctor_command.add_to(commands, lambda: _to_examine(_settings()))

if __name__ == "__main__":
    main()
