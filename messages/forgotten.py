"""What the shell says of forgetting: what is kept, what stays elsewhere, and how to do it."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.credit import Credit
from bot.domain.customer import Customer

DRY: Final = "Nothing was removed. To do it, add --yes."
DONE: Final = "It is removed, for good. Copies of the database keep it as long as you keep them."
IN_SLACK: Final = (
    "What was said in Slack stays in Slack, private messages to the team among it: "
    "remove it there, or let the workspace's retention do so."
)


def last_line(*, do_it: bool) -> str:
    return DONE if do_it else DRY


def about_person(
    customers: Sequence[Customer],
    incidents: Sequence[int],
    figures: Mapping[str, int],
    exported: Sequence[Credit],
    *,
    waiting: Sequence[str],
    cards: int,
    is_name_shared: bool,
    has_short_name: bool,
) -> list[str]:
    """Return the lines on one customer; they hold no name."""
    labels = ", ".join(one.label for one in customers) or "a customer without a record of their own"
    where = ", ".join(f"INC-{number}" for number in incidents)
    lines = [f"Kept of {labels} ({where}): {_figures(figures)}."]
    if waiting:
        lines.append(f"Not yet: {', '.join(waiting)} must be settled first, under this name.")
    if exported:
        given = ", ".join(f"{one.name} in batch {one.batch}" for one in exported)
        lines.append(f"Finance has this already, and it cannot be called back: {given}.")
    if is_name_shared:
        lines.append(
            "Somebody else has the same name, so it stays in what was written freely. "
            "Look there yourself; --also removes other words."
        )
    if has_short_name:
        lines.append(
            "A name or a reference of fewer than 4 letters and digits stays in what was written "
            "freely, where it may mean anything. --also removes longer words."
        )
    if cards:
        lines.append(f"{cards} messages with a request for them are written anew in Slack.")
    return [*lines, IN_SLACK]


def about_old(
    incidents: Sequence[int],
    left: Sequence[int],
    figures: Mapping[str, int],
    *,
    exported: int,
    days: int,
) -> list[str]:
    """Return the lines on incidents that have been over for so many days."""
    if not incidents and not left and not figures:
        return [f"No incident that has been over for {days} days holds personal data."]
    lines = [f"Over for {days} days: {len(incidents)} incidents. {_figures(figures).capitalize()}."]
    if left:
        names = ", ".join(f"INC-{number}" for number in left)
        lines.append(f"Left as they are, since a credit of theirs is not settled: {names}.")
    if exported:
        lines.append(f"Finance has {exported} of their credits; that cannot be called back.")
    return [*lines, IN_SLACK]


def _figures(figures: Mapping[str, int]) -> str:
    counted = ", ".join(f"{table} {many}" for table, many in sorted(figures.items()) if many)
    return counted or "nothing but figures"
