"""What a customer was told of a credit, and said to it, as one value of the credit's row."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.domain.told import Answer, Said, Told


def kept(told: Told | None) -> dict[str, Any] | None:
    if told is None:
        return None
    said = told.said and {**asdict(told.said), "at": told.said.at.isoformat()}
    return {"by": told.by, "at": told.at.isoformat(), "said": said}


def read(value: Mapping[str, Any] | None) -> Told | None:
    if value is None:
        return None
    said = value["said"]
    return Told(
        by=value["by"],
        at=datetime.fromisoformat(value["at"]),
        said=said
        and Said(
            **{
                **said,
                "answer": Answer(said["answer"]),
                "at": datetime.fromisoformat(said["at"]),
            }
        ),
    )
