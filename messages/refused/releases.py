"""Why words were not let out, in words."""

from zoneinfo import ZoneInfo

from bot.domain import release
from messages.card import escaped
from messages.cards.release import APPROVALS
from messages.failed import given_back
from messages.refused.registry import words_for
from messages.words import chat_time, person


@words_for.register
def _needs_release(refusal: release.NeedsRelease, _: ZoneInfo) -> str:
    who = APPROVALS[refusal.approval]
    lead = f"Not sent yet: {who} must release these words. Press *Ask for approval*."
    return given_back(lead, refusal.text)


@words_for.register
def _nobody(refusal: release.NobodyMayRelease, _: ZoneInfo) -> str:
    return (
        f"These words need {APPROVALS[refusal.approval]}, and nobody else holds that role. "
        "Name people under `people` in the settings, or leave out what needs approval."
    )


@words_for.register
def _no_such(refusal: release.NoSuchRelease, _: ZoneInfo) -> str:
    return (
        f"There are no words {escaped(refusal.asked_for)} for you. "
        "Look for the number on the message you have."
    )


@words_for.register
def _decided(refusal: release.ReleaseIsDecided, zone: ZoneInfo) -> str:
    done = "released" if refusal.released else "sent back"
    at = chat_time(refusal.at, zone)
    return f"{person(refusal.by)} {done} {refusal.release} already, {at}. There is nothing to do."


@words_for.register
def _old(refusal: release.WordsAreOld, _: ZoneInfo) -> str:
    return (
        f"Not released: what is known has changed since {refusal.release} was shown. "
        f"Press *Send back*, and ask {person(refusal.asked_by)} to write the words anew."
    )


@words_for.register
def _not_a_releaser(refusal: release.NotAReleaser, _: ZoneInfo) -> str:
    return f"Only {APPROVALS[refusal.approval]} can release {refusal.release}. Ask them to."
