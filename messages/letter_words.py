"""What letters about money say, in words for customers: the form, what it covers, why, and when."""

from collections.abc import Mapping
from typing import Final

from bot.domain.credit import Credit, State
from bot.domain.decline import Why
from bot.domain.organisation import Organisation
from bot.domain.reason import Reason
from bot.domain.remedy import Remedy
from bot.domain.told import Answer

FORMS: Final[Mapping[Remedy, str]] = {
    Remedy.MONEY: "a payment to you",
    Remedy.FEE_REFUND: "a refund of our charges",
    Remedy.PART_REFUND: "a refund of part of your last payment",
    Remedy.EXTENSION: "more time with our service",
    Remedy.PRO_RATA: "a credit for the time you could not use",
    Remedy.NEXT_PERIOD_DISCOUNT: "an amount off your next bill",
    Remedy.REDO: "the work done again for you",
    Remedy.CALL: "a call from a named person",
    Remedy.CREDIT: "a credit on your account",
    Remedy.IN_KIND: "something in kind",
}
COVERS: Final[Mapping[Reason, str]] = {
    Reason.OUT_TIME: "the time you could not use our service",
    Reason.OUT_REPEAT: "the time you could not use our service, once more",
    Reason.COST_DIRECT: "what it cost you",
    Reason.FEE_REFUND: "what we charged you",
    Reason.DATA_LOSS: "the work you lost",
    Reason.MISSED_PROMISE: "the promise we did not keep",
    Reason.EFFORT: "the time you spent on it",
    Reason.DISTRESS: "what it put you through",
    Reason.VULNERABLE: "what it put you through",
    Reason.WRONG_INFO: "what we told you that was not true",
    Reason.MSG_ERROR: "the message of ours that went astray",
    Reason.BILL_ERROR: "what we billed wrongly",
    Reason.SLA: "what our contract owes you",
    Reason.STATUTE: "what you are owed",
    Reason.COHORT: "the time you could not use our service",
    Reason.EXEC: "what it meant for you",
}
BECAUSE: Final[Mapping[Reason, str]] = {
    Reason.OUT_TIME: "you could not use what you pay for",
    Reason.OUT_REPEAT: "it failed you a second time",
    Reason.COST_DIRECT: "it cost you money",
    Reason.FEE_REFUND: "you should not pay for what did not work",
    Reason.DATA_LOSS: "you lost work by it",
    Reason.MISSED_PROMISE: "we did not do what we had promised you",
    Reason.EFFORT: "you had to come back to us about it",
    Reason.DISTRESS: "it was hard on you",
    Reason.VULNERABLE: "it was hard on you",
    Reason.WRONG_INFO: "we told you something that was not true",
    Reason.MSG_ERROR: "a message of ours went astray",
    Reason.BILL_ERROR: "we billed you wrongly",
    Reason.SLA: "it is owed to you",
    Reason.STATUTE: "it is owed to you",
    Reason.COHORT: "you could not use what you pay for",
    Reason.EXEC: "of what it meant for you",
}
NO_BECAUSE: Final[Mapping[Why, str]] = {
    Why.NOT_AFFECTED: "nothing we have shows that it failed for you",
    Why.NOT_CAUSED: "we could not link the cost to the time it failed",
    Why.NOT_SHOWN: "we have not seen anything yet that shows the cost",
    Why.PAID_ALREADY: "it has been paid already",
    Why.TOO_MUCH: "it is more than others in the same case were given",
    Why.OTHER: "",
}
"""What else it was, only the author of the letter can say."""
WOULD_CHANGE: Final[Mapping[Why, str]] = {
    Why.NOT_AFFECTED: "something that shows when it failed for you",
    Why.NOT_CAUSED: "something that links the cost to that time",
    Why.NOT_SHOWN: "a bill, a receipt or a statement",
    Why.TOO_MUCH: "a cost that we have not counted",
}
PAID: Final = "It is paid already."
CUSTOMER_SAID_NO: Final = "The customer does not want it."
ANSWERS: Final[Mapping[Answer, str]] = {
    Answer.ACCEPTED: "the customer took it",
    Answer.REFUSED: "the customer does not want it",
    Answer.UNANSWERED: "the customer did not answer",
}
SAID: Final[Mapping[Answer, str]] = {
    Answer.ACCEPTED: "They took it",
    Answer.REFUSED: "They do not want it",
    Answer.UNANSWERED: "They did not answer",
}
SATISFACTION: Final[Mapping[int, str]] = {
    1: "1 · very unhappy",
    2: "2 · unhappy",
    3: "3 · neither",
    4: "4 · content",
    5: "5 · very content",
}


def when_words(credit: Credit, organisation: Organisation) -> str:
    """Return when the money arrives, as a sentence."""
    return PAID if credit.state is State.PAID else organisation.voice.credit_when
