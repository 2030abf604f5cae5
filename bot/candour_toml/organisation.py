"""Who we are, and who may do what."""

from typing import Final

from pydantic import Field

from bot.candour_toml.values import (
    ChannelId,
    CurrencyCode,
    LocaleName,
    People,
    Table,
    Text,
    TimeZone,
)
from bot.domain.organisation import Organisation

USUAL: Final = Organisation()


class OrganisationTable(Table):
    company: Text = USUAL.company
    time_zone: TimeZone = USUAL.time_zone
    locale: LocaleName = USUAL.locale
    currency: CurrencyCode = USUAL.currency
    incident_channel: ChannelId | None = None
    approvals_channel: ChannelId | None = None


class PeopleTable(Table):
    leads: People = Field(default_factory=list)
    managers: People = Field(default_factory=list)
    head_of_support: People = Field(default_factory=list)
    safety: People = Field(default_factory=list)
    security: People = Field(default_factory=list)
    comms: People = Field(default_factory=list)
    payments: People = Field(default_factory=list)
    engineering: People = Field(default_factory=list)
    finance: People = Field(default_factory=list)
    directors: People = Field(default_factory=list)
    legal: People = Field(default_factory=list)
