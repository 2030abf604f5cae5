"""The buttons and choices that stand on cards."""

from typing import Final, Literal

from slack_sdk.models.blocks import ButtonElement, ConfirmObject, Option, StaticSelectElement

from bot.domain.fact import Fact
from bot.domain.incident import Incident
from bot.domain.nudge import SNOOZES
from bot.domain.severity import Severity
from bot.domain.update import Update
from messages.action_ids import ActionId, numbered
from messages.card import marked, plain
from messages.words import MINUTE, SEVERITIES, severity_name

LONGEST_LABEL: Final = 75


def button(
    label: str,
    action: str,
    reference: int | str,
    *,
    style: Literal["primary", "danger"] | None = None,
    confirm: ConfirmObject | None = None,
) -> ButtonElement:
    """Return a button whose value names its incident or credit."""
    return ButtonElement(
        text=plain(label, LONGEST_LABEL),
        action_id=action,
        value=str(reference),
        style=style,
        confirm=confirm,
    )


def question(
    title: str, words: str, *, yes: str, no: str, style: Literal["primary", "danger"]
) -> ConfirmObject:
    """Return what is asked before a press counts; both answers say what they do."""
    return ConfirmObject(
        title=plain(title, 100),
        text=marked(words),
        confirm=plain(yes, 30),
        deny=plain(no, 30),
        style=style,
    )


def post_update(incident: Incident) -> ButtonElement:
    """Return the one button of its row that is drawn as the next step."""
    return button("Post update", ActionId.POST_UPDATE, incident.number, style="primary")


def no_news(incident: Incident) -> ButtonElement:
    """The value says how many updates there were, so that two presses send one."""
    return button("No news yet", ActionId.NO_NEWS, f"{incident.number}:{incident.updates}")


def channels(incident: Incident) -> ButtonElement:
    return button("Channels", ActionId.CHANNELS, incident.number)


def facts(incident: Incident, *, is_missing: bool = False) -> ButtonElement:
    label = "Fill in what is missing" if is_missing else "What is known"
    return button(label, ActionId.FACTS, incident.number)


def still_true(incident: Incident) -> ButtonElement:
    return button("Still true", ActionId.STILL_TRUE, incident.number, style="primary")


def approve_cause(incident: Incident, cause: Fact) -> ButtonElement:
    """The value says which cause was read, so that another one is not approved unread."""
    ask = question(
        "Approve the cause?",
        "Customers may then read it. Whoever said it and you stand for it together.",
        yes="Approve",
        no="Not yet",
        style="primary",
    )
    value = f"{incident.number}:{cause.version}"
    return button("Approve the cause", ActionId.APPROVE_CAUSE, value, confirm=ask)


def draft(incident: Incident) -> ButtonElement:
    return button("Draft", ActionId.DRAFT, incident.number)


def resolve(incident: Incident) -> ButtonElement:
    ask = question(
        f"Resolve {incident.name}?",
        "Customers can do it again, and somebody has checked. The reminders stop.",
        yes="Resolve",
        no="Keep it open",
        style="primary",
    )
    return button("Resolve", ActionId.RESOLVE, incident.number, confirm=ask)


def correct(update: Update, place: int, label: str) -> ButtonElement:
    """Return what opens a correction of words that were sent."""
    value = f"{update.incident}:{update.number}"
    return button(label, numbered(ActionId.CORRECT, place), value)


def reopen(incident: Incident) -> ButtonElement:
    return button("Reopen", ActionId.REOPEN, incident.number)


def snooze(incident: Incident) -> StaticSelectElement:
    """Return the choice of a pause; the value of an option is `<incident>:<minutes>`."""
    minutes = [length // MINUTE for length in SNOOZES]
    return StaticSelectElement(
        action_id=ActionId.SNOOZE,
        placeholder=plain("Snooze", 150),
        options=[
            Option(text=plain(f"{many} min", LONGEST_LABEL), value=f"{incident.number}:{many}")
            for many in minutes
        ],
    )


def take(incident: Incident) -> ButtonElement:
    """The value says who owns it, so that of two who press one has it."""
    return button("Take it", ActionId.TAKE, f"{incident.number}:{incident.owner or ''}")


def hand_over(incident: Incident) -> ButtonElement:
    return button("Hand over", ActionId.HAND_OVER, incident.number)


def accept(incident: Incident) -> ButtonElement:
    return button("Accept", ActionId.ACCEPT, incident.number)


def severity_choice(incident: Incident) -> StaticSelectElement:
    """Return the choice of severity; the value of an option is `<incident>:<severity>`."""
    options = {
        severity: Option(
            text=plain(severity_name(severity), LONGEST_LABEL),
            value=f"{incident.number}:{severity.value}",
            description=plain(SEVERITIES[severity], LONGEST_LABEL),
        )
        for severity in Severity
    }
    return StaticSelectElement(
        action_id=ActionId.SET_SEVERITY,
        placeholder=plain("Severity", 150),
        options=list(options.values()),
        initial_option=options[incident.severity],
    )
