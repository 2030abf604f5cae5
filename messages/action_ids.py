"""Every name that Slack gives back to us when somebody presses, chooses or sends a form."""

from enum import StrEnum


class ActionId(StrEnum):
    """Buttons and choices. A button's `value` is the number of its incident or credit."""

    POST_UPDATE = "post_update"
    NO_NEWS = "no_news"
    DRAFT = "draft"
    ASK_CREDIT = "ask_credit"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    SNOOZE = "snooze"
    SET_SEVERITY = "set_severity"
    """A choice on the card; the option's value is `<incident>:<severity>`."""
    APPROVE_CREDIT = "approve_credit"
    DECLINE_CREDIT = "decline_credit"

    WHAT_FAILS = "what_fails"
    SEVERITY = "severity"
    KIND = "kind"
    TEXT = "text"
    PERSON_NAME = "person_name"
    PERSON_IMPACT = "person_impact"
    FILL_DRAFT = "fill_draft"
    USE_INSTEAD = "use_instead"
    """Followed by a dot and a place from 0; the value is the finding's key."""
    CUSTOMER = "customer"
    AMOUNT = "amount"
    REASON = "reason"
    INCIDENT = "incident"


class ViewId(StrEnum):
    """Forms, by their `callback_id`."""

    OPEN = "open_form"
    WORDS = "words_form"
    CREDIT = "credit_form"
    CHOOSE = "choose_form"


class BlockId(StrEnum):
    WHAT_FAILS = "what_fails"
    SEVERITY = "severity"
    KIND = "kind"
    TEXT = "words"
    """Followed by a dot and the revision: a new one makes Slack show the new text."""
    PERSON_NAME = "person_name"
    PERSON_IMPACT = "person_impact"
    FILL_DRAFT = "fill_draft"
    FINDING = "finding"
    CUSTOMER = "customer"
    AMOUNT = "amount"
    REASON = "reason"
    INCIDENT = "incident"
    ACTIONS = "actions"


class NextStep(StrEnum):
    """What somebody wanted to do before they were asked which incident they meant."""

    STATUS = "status"
    UPDATE = "update"
    HOLD = "hold"
    DRAFT = "draft"
    CREDIT = "credit"
    SEVERITY = "severity"
    RESOLVE = "resolve"
    REOPEN = "reopen"


def numbered(name: ActionId | BlockId, number: int) -> str:
    """Return the name of one of several alike: `use_instead.0`, `words.3`."""
    return f"{name}.{number}"
