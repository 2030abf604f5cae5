"""What is said when something failed that was nobody's fault but ours, or the machines'."""

from typing import Final

from messages.card import copyable, escaped

SHORT: Final = 60
"""Characters: longer words come back as a block of their own."""


def broken(reference: str) -> str:
    """Return what to say when the fault is ours; the reference finds it in the log."""
    return (
        f"Something broke on our side ({escaped(reference)}). It may or may not be saved. "
        "Look in the channel first; if it is not there, send it once more."
    )


def form_broken(reference: str) -> str:
    """Return what to say when a form could not change under somebody's hands."""
    return (
        f"Something broke on our side ({escaped(reference)}). The form is as you left it, and "
        "nothing was sent. Please try again."
    )


def not_saved(typed: str = "") -> str:
    return given_back("Not saved: the database did not answer in time. Please try again.", typed)


def crowded(typed: str = "") -> str:
    """Return what to say when more comes in at once than can be done in time."""
    lead = (
        "Not done, and nothing saved: too much is coming in at once. "
        "Please try again in a few seconds."
    )
    return given_back(lead, typed)


def promise_has_passed(now_says: str) -> str:
    """Return the notice above words whose next-update time was put right."""
    return (
        "The next-update time in these words had passed. "
        f"They now say {now_says}: please read them once more and send them."
    )


def drafted_anew() -> str:
    return (
        "What is known has changed since this was drafted. The draft is new: please read it once "
        "more, then press again."
    )


def words_kept() -> str:
    return "Your words are kept. For a fresh draft, empty the field and choose the kind again."


def not_sayable() -> str:
    return (
        "What you asked for does not fit how the incident stands now, so here is what does. "
        "The list below has all that can be said."
    )


def kind_unread() -> str:
    return "Nothing was sent: choose once more what these words are, then mark them as sent."


def takes_back(number: int) -> str:
    """Return the notice above a correction of the update with that number."""
    return (
        f"This takes back update {number}, which stays on the record. In *What we said that was "
        "wrong*, keep only the words that were wrong; then say what is true, and who confirmed it."
    )


def form_not_opened(typed: str = "") -> str:
    lead = "Slack did not open the form in time. Please press or type it once more."
    return given_back(lead, typed)


def not_whispered() -> str:
    return "Slack did not take the message. The form is as you left it: please press once more."


def with_typed(words: str, typed: str) -> str:
    """Return the words of a refusal with what was typed, unless they hold it already."""
    return words if copyable(typed) in words else given_back(words, typed)


def not_used(typed: str) -> str:
    """Return what to say of words for which there was no use."""
    return f"What you typed after it was not used:\n{copyable(typed)}"


def perhaps_saved(typed: str = "") -> str:
    lead = (
        "The database broke off, so I cannot say whether this is saved. "
        "Look in the channel first; if it is not there, send it once more."
    )
    return given_back(lead, typed)


def not_read(typed: str = "") -> str:
    lead = (
        "The database did not answer, so I could not look. Nothing was changed. Please try again."
    )
    return given_back(lead, typed)


def given_back(lead: str, typed: str, *, unless_named: bool = False) -> str:
    """Return `lead` with what was typed; `unless_named` if `lead` holds it whole when short."""
    if not typed.strip() or (unless_named and len(typed) <= SHORT):
        return lead
    return f"{lead}\nYou typed:\n{copyable(typed)}"


def named_words(typed: str) -> str:
    """Return short words in quotation marks; nothing typed is said to be nothing."""
    words = " ".join(typed.split())
    if not words:
        return "“”"
    return f"“{escaped(words if len(words) <= SHORT else words[: SHORT - 1] + '…')}”"
