"""The whole file: its tables, and the organisation that they describe."""

from typing import Any, Self

from pydantic import field_validator, model_validator

from bot.candour_toml.care import CareTable
from bot.candour_toml.channels import ChannelTable
from bot.candour_toml.credits import CreditsTable
from bot.candour_toml.facts import FactsTable
from bot.candour_toml.organisation import USUAL, OrganisationTable, PeopleTable
from bot.candour_toml.rhythm import ClocksTable, LadderTable, LongRunTable
from bot.candour_toml.terms import TermsTable
from bot.candour_toml.tone import ToneTable
from bot.candour_toml.values import Table
from bot.candour_toml.words import WordsTable
from bot.candour_toml.working_hours import WorkingHoursTable
from bot.domain.cadence import DEFAULT_CADENCES, Floor, Ladder
from bot.domain.channel import MOST_CHANNELS, Channel
from bot.domain.organisation import Organisation


class CandourToml(Table):
    organisation: OrganisationTable = OrganisationTable()
    people: PeopleTable = PeopleTable()
    clocks: ClocksTable = ClocksTable()
    ladder: LadderTable = LadderTable()
    facts: FactsTable = FactsTable()
    credits: CreditsTable = CreditsTable()
    channels: list[ChannelTable] | None = None
    long_run: LongRunTable = LongRunTable()
    working_hours: WorkingHoursTable = WorkingHoursTable()
    words: WordsTable = WordsTable()
    terms: TermsTable = TermsTable()
    tone: ToneTable = ToneTable()
    care: CareTable = CareTable()

    @field_validator("channels")
    @classmethod
    def _can_be_ticked(cls, channels: list[ChannelTable] | None) -> list[ChannelTable] | None:
        names = [one.name for one in channels or ()]
        if channels is not None and not 0 < len(set(names)) == len(names) <= MOST_CHANNELS:
            raise ValueError(f"must be from 1 to {MOST_CHANNELS}, each with its own name")
        return channels

    @model_validator(mode="after")
    def _sums_fit_the_currency(self) -> Self:
        self.credits.rules(self.organisation.currency)
        return self

    def as_organisation(self) -> Organisation:
        one = self.organisation
        people: dict[str, Any] = {name: tuple(ids) for name, ids in self.people}
        return Organisation(
            company=one.company,
            time_zone=one.time_zone,
            locale=one.locale,
            currency=one.currency,
            incident_place=one.incident_channel,
            approvals_place=one.approvals_channel,
            **people,
            credit_rules=self.credits.rules(one.currency),
            bookkeeping=self.credits.bookkeeping(),
            floor=Floor(self.clocks.floor.first_word, self.clocks.floor.interval),
            ladder=Ladder(self.ladder.near, self.ladder.late, self.ladder.very_late),
            fresh_for=self.facts.fresh_for.by_key(),
            channels=self._channels(),
            long_run_times=tuple(self.long_run.times),
            working_hours=self.working_hours.hours(),
            voice=self.words.voice(),
            terms_clause=self.terms.clause or "",
            care=self.care.care(),
            cadences={
                severity: getattr(self.clocks, severity.name.lower()).cadence(usual)
                for severity, usual in DEFAULT_CADENCES.items()
            },
        )

    def _channels(self) -> tuple[Channel, ...]:
        if self.channels is None:
            return USUAL.channels
        return tuple(one.channel() for one in self.channels)


def keys(table: type[Table] = CandourToml) -> list[str]:
    """Return every key with its tables, dotted: `clocks.sev1.interval`."""
    found = []
    for name, field in table.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, Table):
            found += [f"{name}.{key}" for key in keys(inner)]
        else:
            found.append(field.alias or name)
    return found
