"""Every name of what stands in the menu of any message."""

from enum import StrEnum


class ShortcutId(StrEnum):
    """What stands in the menu of any message, by its `callback_id`."""

    LOG_CUSTOMER = "log_customer"
    ASK_CREDIT = "ask_credit_about"
