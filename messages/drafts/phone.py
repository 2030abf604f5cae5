"""The phone script: stages that open one at a time, questions by what has failed, and branches."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from bot.domain.call import Turn
from bot.domain.incident import Type
from messages.drafts.catalogue import SLOTS, Source
from messages.drafts.template import Template, parsed, rendered
from messages.slots import Slots

Topic = Literal["all"] | Type
EVERY_CALL: Final = "all"
WAITED: Final = "waited"
MOOD: Final = "mood"
OF_THE_CALL: Final = (WAITED, MOOD, "words_said", "obstacle")
"""What is noted of a call, and stands in no draft."""
NOTED: Final = frozenset(OF_THE_CALL) | {
    "asked_for",
    *(name for name, slot in SLOTS.items() if slot.source in (Source.AUTHOR, Source.PERSON)),
}
"""What a stage may save: nobody confirms a fact by typing it here."""


class Shown(StrEnum):
    """What stands beside a stage, besides what to say."""

    CONTACTS = "contacts"
    """What this customer was promised before."""
    FACTS = "facts"
    """What customers may be told now."""
    LAST_WORDS = "last_words"
    """What everybody was told last."""


def _notable(saves: tuple[str, ...]) -> tuple[str, ...]:
    unknown = ", ".join(name for name in saves if name not in NOTED)
    if unknown:
        raise ValueError(f"{unknown} cannot be noted in a call")
    return saves


class Part(BaseModel):
    """Frozen, and a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    say: Annotated[Template, BeforeValidator(parsed)] = ()
    do: Annotated[str, Field(min_length=1)]
    """For the agent alone."""


class Stage(Part):
    name: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    title: Annotated[str, Field(min_length=1)]
    saves: Annotated[tuple[str, ...], AfterValidator(_notable)] = ()
    """What is noted, by the names of the slots."""
    shows: tuple[Shown, ...] = ()
    asks: bool = False
    """Whether the questions belong here."""


class Branch(Part):
    when: Annotated[str, Field(min_length=1)]
    turn: Turn | None = None
    """What is remembered of the call."""


class Script(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    questions: dict[Topic, tuple[str, ...]]
    branches: tuple[Branch, ...] = ()

    def asked(self, about: Type) -> tuple[str, ...]:
        """Return the questions for every call, then those for what has failed."""
        return self.questions.get(EVERY_CALL, ()) + self.questions.get(about, ())


@dataclass(frozen=True, slots=True)
class Spoken:
    """One stage as it stands now: what to say, what to do, what to ask and to note."""

    name: str
    title: str
    say: str
    do: str
    ask: tuple[str, ...] = ()
    saves: tuple[str, ...] = ()
    shows: tuple[Shown, ...] = ()
    turn: Turn | None = None


@lru_cache(maxsize=16)
def script(written: str) -> Script:
    """Raises `tomllib.TOMLDecodeError` or `pydantic.ValidationError` for another form."""
    return Script.model_validate(tomllib.loads(written))


def spoken_lines(script: Script) -> Template:
    """Return what is said in the stages, as one template."""
    return tuple(chain.from_iterable(stage.say for stage in script.stages))


def every_line(script: Script) -> Template:
    """Return all that is ever said, the branches included."""
    return spoken_lines(script) + tuple(chain.from_iterable(one.say for one in script.branches))


def stages(script: Script, slots: Slots, *, about: Type) -> tuple[Spoken, ...]:
    """Return the stages in their order, for a call about what has failed."""
    return tuple(
        Spoken(
            stage.name,
            stage.title,
            rendered(stage.say, slots),
            stage.do,
            script.asked(about) if stage.asks else (),
            stage.saves,
            stage.shows,
        )
        for stage in script.stages
    )


def branches(script: Script, slots: Slots) -> tuple[Spoken, ...]:
    """Return what to do when a call goes another way; `title` is when."""
    return tuple(
        Spoken("", branch.when, rendered(branch.say, slots), branch.do, turn=branch.turn)
        for branch in script.branches
    )
