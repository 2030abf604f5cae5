"""What we say of ourselves to customers, and drafts of our own."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, StringConstraints

from bot.candour_toml.values import Table, Text
from bot.domain.organisation import Voice

USUAL = Voice()


def _link(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.netloc or " " in address:
        raise ValueError("must be a web address, like https://status.example.org")
    return address


Brand = Annotated[Text, StringConstraints(max_length=16)]
Link = Annotated[Text, StringConstraints(max_length=200), AfterValidator(_link)]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class WordsTable(Table):
    """`drafts` is a folder, beside this file, with a folder a language: drafts/en/K01.tmpl."""

    drafts: Phrase | None = None
    brand: Brand | None = None
    link: Link | None = None
    contact_route: Phrase | None = None
    complaint_route: Phrase | None = None
    ombudsman_line: Phrase | None = None
    decision_maker: Phrase = USUAL.decision_maker
    credit_when: Phrase = USUAL.credit_when
    never_ask: Phrase | None = None
    number_location: Phrase | None = None
    report_route: Phrase | None = None

    def voice(self) -> Voice:
        return Voice(**self.model_dump(exclude={"drafts"}, exclude_none=True))
