"""Data, money and lost work: three facts, each of which somebody must have confirmed."""

from typing import Final

from bot.domain.facts import DataSafety
from messages.certainty import HONEST_DATA_LINE
from messages.tone.rule import Override, Rule

SAFE: Final = (
    r"(safe|secure|protected|untouched|unaffected"
    r"|not (been )?(affected|compromised|accessed|exposed|stolen|at risk)|never at risk)"
)
UNSURE: Final = (
    r"\b(do not|don't|not yet) (yet )?know\b|\bwhether\b|\bno (evidence|indication|sign)\b"
)

DATA_SAFETY: Final = Rule(
    id="T10",
    name="data_safety_unverified",
    plain="Whether data is safe is not confirmed.",
    why="If it turns out otherwise, nobody believes the next message. Say what is known.",
    pattern=(
        rf"\b(data|information|details|passwords?|cards?)\b[^.!?]{{0,40}}\b{SAFE}\b"
        r"|\bno (customer |personal |user |of your )*(data|information|details)\b[^.!?]{0,40}"
        r"\b(compromised|accessed|exposed|stolen|affected|breached)\b"
        r"|\bnothing (was|has been|is) (stolen|exposed|accessed)\b"
    ),
    unless=UNSURE,
    override=Override.NOBODY,
    settled_by=DataSafety.CONFIRMED_SAFE,
    fix=(HONEST_DATA_LINE,),
    wrong=(
        "Your account details are safe.",
        "No customer data was accessed.",
        "Nothing was stolen.",
    ),
    right=("We do not yet know if any customer information is affected.",),
)
MONEY_SAFETY: Final = Rule(
    id="T10m",
    name="money_safety_unverified",
    plain="Whether money and accounts are safe is not confirmed.",
    why="People move money, or leave it, because of this sentence. Money is not the same as data.",
    pattern=rf"\b(accounts?|money|funds|savings|payments?|balances?)\b[^.!?]{{0,40}}\b{SAFE}\b",
    unless=UNSURE,
    override=Override.NOBODY,
    fix=(
        "We do not yet know if any money is affected.",
        "Please do not move money because of this message.",
    ),
    wrong=("Your money is secure.", "All payments are unaffected."),
    right=("We do not yet know if payments are affected.",),
)
LOSS_DENIED: Final = Rule(
    id="T10n",
    name="loss_denied_unverified",
    plain="Whether anything is missing is not confirmed.",
    why="Whether something is lost is a fact of its own, and people act on it.",
    pattern=(
        r"\bno\b[^.!?]{0,30}\b(data|work|files?|records?|messages?|orders?|payments?)\b"
        r"[^.!?]{0,30}\b(lost|missing|deleted)\b"
        r"|\bnothing( you saved)? (was|has been|is) (lost|missing|deleted)\b"
    ),
    unless=UNSURE,
    override=Override.NOBODY,
    fix=("We do not yet know if anything you saved is missing.",),
    wrong=("No data was lost.", "Nothing you saved is missing."),
    right=("We do not yet know if anything you saved is missing.",),
)

RULES: Final = (DATA_SAFETY, MONEY_SAFETY, LOSS_DENIED)
