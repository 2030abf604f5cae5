"""Rules on words of an organisation's own."""

from typing import Annotated

from pydantic import StringConstraints

from bot.candour_toml.values import Table


class ToneTable(Table):
    """`rules` is a file beside this one, in the form of those that are shipped."""

    rules: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
