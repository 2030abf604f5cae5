"""What a field holds after two people have filled it in at the same time."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.edited import UNMARKED, joined, kept, mark, marks, read

WORDS = st.text(max_size=30)


@given(now=WORDS, seen=WORDS)
def test_what_was_left_as_it_was_seen_stays_as_it_is_now(now: str, seen: str) -> None:
    assert kept(now, seen, mark(seen)) == now
    assert joined(now, seen, mark(seen)) == now


@given(now=WORDS, typed=WORDS)
def test_what_was_seen_is_replaced(now: str, typed: str) -> None:
    for put in (kept, joined):
        assert mark(put(now, typed, mark(now))) == mark(typed)


@given(now=WORDS, typed=WORDS, seen=WORDS)
def test_nobodys_words_are_lost_to_somebody_who_had_not_seen_them(
    now: str, typed: str, seen: str
) -> None:
    held = joined(now, typed, mark(seen))
    if mark(now) != mark(seen):
        assert now.strip() in held
    if mark(typed) != mark(seen):
        assert typed.strip() in held


@given(now=WORDS, typed=WORDS)
def test_without_a_mark_what_was_typed_counts(now: str, typed: str) -> None:
    assert joined(now, typed, UNMARKED) == typed


def test_marks_come_back_in_their_order_and_end_in_none() -> None:
    come = read(marks(["a", ""]))
    assert [next(come) for _ in range(3)] == [mark("a"), mark(""), UNMARKED]
