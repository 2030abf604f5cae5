"""How long what is known may be told."""

from collections.abc import Mapping
from datetime import timedelta

from bot.candour_toml.values import Duration, Table
from bot.domain.fact import FRESH_FOR, Key


class FreshForTable(Table):
    """A field for each subject that grows old."""

    what_fails: Duration = FRESH_FOR[Key.WHAT_FAILS]
    consequence: Duration = FRESH_FOR[Key.CONSEQUENCE]
    scope: Duration = FRESH_FOR[Key.SCOPE]
    still_works: Duration = FRESH_FOR[Key.STILL_WORKS]
    workaround: Duration = FRESH_FOR[Key.WORKAROUND]
    current_action: Duration = FRESH_FOR[Key.CURRENT_ACTION]
    action_reason: Duration = FRESH_FOR[Key.ACTION_REASON]
    eta: Duration = FRESH_FOR[Key.ETA]
    data_safety: Duration = FRESH_FOR[Key.DATA_SAFETY]
    account_safety: Duration = FRESH_FOR[Key.ACCOUNT_SAFETY]
    data_loss: Duration = FRESH_FOR[Key.DATA_LOSS]
    not_your_side: Duration = FRESH_FOR[Key.NOT_YOUR_SIDE]
    customer_action: Duration = FRESH_FOR[Key.CUSTOMER_ACTION]
    spoof_claim: Duration = FRESH_FOR[Key.SPOOF_CLAIM]
    spoof_action: Duration = FRESH_FOR[Key.SPOOF_ACTION]

    def by_key(self) -> Mapping[Key, timedelta]:
        return {key: getattr(self, key.value) for key in FRESH_FOR}


class FactsTable(Table):
    fresh_for: FreshForTable = FreshForTable()
