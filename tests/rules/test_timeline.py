"""Which lines of the timeline the thread gets."""

from bot.domain.timeline import Event


def test_the_thread_is_told_everything_that_has_no_message_of_its_own() -> None:
    assert {event for event in Event if not event.is_told} == {
        Event.OPENED,
        Event.NUDGED,
        Event.PROMISED,
        Event.CUSTOMER_LOGGED,
        Event.CUSTOMER_CHANGED,
        Event.CUSTOMER_HEARD,
        Event.CALLED,
        Event.CASE_RESOLVED,
        Event.CASE_ANSWERED,
        Event.CASE_CHANGED,
        Event.FORGOTTEN,
    }


def test_each_event_keeps_the_name_it_is_stored_under() -> None:
    assert {event.value for event in Event} == {event.name.lower() for event in Event}
