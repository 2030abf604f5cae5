"""The next-update time that words name, read back as people and our own drafts write it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.organisation import Organisation
from messages.named_time import next_update_named
from messages.words import customer_time

LONDON = Organisation()
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
ZONES = (
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Pacific/Apia",
)


def at(clock: str, day: int = 4) -> datetime:
    return datetime.fromisoformat(f"2026-03-{day:02} {clock}+00:00")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Next update: by 12:45 GMT, even if nothing has changed.", at("12:45")),
        ("We look into it. The next update comes by 12.45.", at("12:45")),
        ("Next update at 12:45 even if there is no news.", at("12:45")),
        ("We will write again before 1 pm.", at("13:00")),
        ("We'll update you by 1:15.", at("13:15")),
        ("We will update you by 1:15pm UTC.", at("13:15")),
        ("You will hear from us by noon.", at("12:00")),
        ("More news by midnight.", at("00:00", 5)),
        ("Next update by 11:30 GMT.", at("11:30")),
        ("Next update: tomorrow at 09:00.", at("09:00", 5)),
        ("Next update: by 09:00 GMT on 5 March.", at("09:00", 5)),
        ("Next update by 09:00 GMT on Thursday, 5 March.", at("09:00", 5)),
        ("Next update by 09:00 on Friday.", at("09:00", 6)),
        ("Next update on Friday, 9 am.", at("09:00", 6)),
        ("The next update was due at 11:30. We are late. Next update: by 12:30.", at("12:30")),
        ("Next update by 14:00 EST.", None),
        ("Next update by 25:00.", None),
        ("Next update by 13 pm.", None),
        ("Next update by 10:00 on 31 February.", None),
        ("We expect it to work again by 15:00 GMT.", None),
        ("Since 11:40 GMT customers cannot pay.", None),
        ("We will update you every 30 minutes.", None),
        ("Each day until it works again, we write at 09:00 GMT and 16:00 GMT.", None),
        ("Next update: by 16:00 GMT.\nEach day we write at 09:00 GMT and 16:00 GMT.", at("16:00")),
        ("", None),
    ],
)
def test_what_people_write(text: str, meant: datetime | None) -> None:
    assert next_update_named(text, LONDON, NOON) == meant


def test_the_zone_named_decides() -> None:
    read = [
        next_update_named(f"Next update by 14:30{zone}.", LONDON, SUMMER)
        for zone in ("", " BST", " GMT", " UTC")
    ]

    half_past = [SUMMER.replace(hour=hour, minute=30) for hour in (13, 13, 14, 14)]
    assert read == half_past


@given(
    zone=st.sampled_from(ZONES),
    now=st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1)),  # noqa: DTZ001 - made aware below
    wait=st.timedeltas(timedelta(minutes=1), timedelta(days=3)),
)
@example(
    zone="Europe/London",
    now=datetime(2026, 10, 25, 0, 20),  # noqa: DTZ001 - made aware below
    wait=timedelta(hours=1),
)
def test_what_our_drafts_name_is_read_back_to_the_minute(
    zone: str, now: datetime, wait: timedelta
) -> None:
    organisation = replace(LONDON, time_zone=ZoneInfo(zone))
    asked = now.replace(tzinfo=UTC)
    promised = asked + wait
    text = f"Next update: by {customer_time(promised, organisation.time_zone, now=asked)}, or so."

    read = next_update_named(text, organisation, asked)

    assert read == promised.replace(second=0, microsecond=0)
