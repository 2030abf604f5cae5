"""What the database may fail to do, said so that a person can be told exactly that much."""

from typing import Final

LIMIT_S: Final = 2.5
"""How long one transaction may take in all: Slack stops listening after 3 seconds."""


class DatabaseTrouble(Exception):
    """The database did not do what was asked."""


class NotSaved(DatabaseTrouble):
    """Nothing of this transaction was kept; trying again is safe."""

    def __init__(self) -> None:
        super().__init__("This was not saved. Please try again.")


class PerhapsSaved(DatabaseTrouble):
    """The commit was under way when the database fell silent: it may have been kept."""

    def __init__(self) -> None:
        super().__init__("This may or may not have been saved. Look before trying again.")


class NotRead(DatabaseTrouble):
    def __init__(self) -> None:
        super().__init__("This could not be read just now. Please try again.")
