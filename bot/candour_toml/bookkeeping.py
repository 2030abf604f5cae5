"""How finance books credits, and which accounts get none."""

from collections.abc import Iterable
from typing import Annotated, Final

from pydantic import AfterValidator, Field, SecretStr, StringConstraints

from bot.candour_toml.values import Text, nearest
from bot.domain.bookkeeping import Bookkeeping
from bot.domain.credit import LONGEST_CUSTOMER, folded
from bot.domain.reason import Reason
from bot.domain.remedy import Remedy

SHORTEST_KEY: Final = 16
MOST_ACCOUNTS: Final = 100_000


def _reason(code: str) -> str:
    return _one_of(code, "a reason code", [one.value for one in Reason])


def _remedy(form: str) -> str:
    return _one_of(form, "a form of credit", [one.value for one in Remedy])


def _one_of(name: str, what: str, known: Iterable[str]) -> str:
    if name not in known:
        raise ValueError(f"must be {what}; did you mean {nearest(name, known)}?")
    return name


def _long_enough(key: SecretStr) -> SecretStr:
    if 0 < len(key.get_secret_value()) < SHORTEST_KEY:
        raise ValueError(f"must have {SHORTEST_KEY} characters or more, so that nobody guesses it")
    return key


ReferenceKey = Annotated[SecretStr, AfterValidator(_long_enough)]
LedgerAccounts = dict[Annotated[str, AfterValidator(_reason)], Text]
TaxTreatments = dict[Annotated[str, AfterValidator(_remedy)], Text]
Account = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_CUSTOMER)
]
Accounts = Annotated[list[Account], Field(max_length=MOST_ACCOUNTS)]


def bookkeeping(accounts: LedgerAccounts, tax: TaxTreatments) -> Bookkeeping:
    return Bookkeeping(
        {Reason(code): account for code, account in accounts.items()},
        {Remedy(form): treatment for form, treatment in tax.items()},
    )


def folded_all(accounts: Accounts) -> frozenset[str]:
    return frozenset(folded(one) for one in accounts)
