"""What to go on with once an incident is chosen."""

from enum import StrEnum


class NextStep(StrEnum):
    """What somebody wanted to do before they were asked which incident they meant."""

    CALL = "call"
    CALLS = "calls"
    CANCEL = "cancel"
    STATUS = "status"
    UPDATE = "update"
    HOLD = "hold"
    DRAFT = "draft"
    FACTS = "facts"
    CREDIT = "credit"
    SEVERITY = "severity"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    HANDOVER = "handover"
    PROMISE = "promise"
    CUSTOMER = "customer"
    CUSTOMERS = "customers"
    OWED = "owed"
    REPORT = "report"
    PREVENTION = "prevention"
    FOLLOWUPS = "followups"
