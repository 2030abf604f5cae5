"""Times nobody has given, promises nobody can keep, and forms nobody has filled in."""

from typing import Final

from messages.tone.rule import Override, Reach, Rule, Unit

UNKNOWN_TIME: Final = "We do not know yet when it will work again."
NEXT_UPDATE: Final = "Next update: by {next_update_at}, even if nothing has changed."

VAGUE_TIME: Final = Rule(
    id="T01",
    name="vague_time",
    plain="Give a time, or say that there is none.",
    why="Everybody reads “soon” differently, and worry fills the gap.",
    pattern=(
        r"\b(soon|shortly|asap|momentarily|imminently|before long|in due course"
        r"|in the near future|any (minute|moment) now|in a (bit|while)"
        r"|(as )?(soon|quickly|fast|urgently) as (possible|practicable|we can|we possibly can"
        r"|they can|they possibly can|is possible)"
        r"|at (our|the) earliest (convenience|opportunity)|with (great )?urgency)\b"
    ),
    unless=r"\bas soon as (we|you|i|it|they) (know|have|hear|see|find|get|confirm)\b",
    fix=(UNKNOWN_TIME, NEXT_UPDATE),
    wrong=(
        "It will be back shortly.",
        "We are working to fix this as quickly as possible.",
        "Payments will be back any minute now.",
    ),
    right=("We will write as soon as we know, by 14:30 UTC.",),
)
NEVER_AGAIN: Final = Rule(
    id="T07",
    name="never_again",
    plain="Do not promise what nobody can keep.",
    why="Nobody can know that it stays away. Say what was changed instead.",
    pattern=(
        r"\b(never|won't|will not)\b[^.!?]{0,40}\b(again|recur|reoccur|be repeated)\b"
        r"|\b(cannot|can't|doesn't|does not|not)\b[^.!?]{0,40}\b((happen|occur|fail|break|stop|"
        r"go (down|wrong))\b[^.!?]{0,10}\bagain|recur|reoccur|be repeated)\b"
        r"|\bguarantee[ds]?\b|\b100 ?%|\brest assured\b"
        r"|\bi can (confidently )?(assure|promise) you\b|\bwill not cause another\b"
    ),
    unless=(r"\b(do not|don't) (yet )?know\b|\bif it (ever )?fails\b|\b(will not|won't) write\b"),
    wrong=(
        "This will never happen again.",
        "We are making sure that it cannot happen again.",
        "Rest assured, your payment will arrive.",
    ),
    right=("We added a second check on each change.", "Customers cannot sign in again."),
)
OPEN_PROMISE: Final = Rule(
    id="T08",
    name="open_promise",
    plain="A promise needs a time.",
    why="“We will keep you posted” leaves people waiting. A time can be kept.",
    pattern=(
        r"\b(will|we'll|i'll|shall|going to|continue to|stay tuned|more)\b[^.!?]{0,60}"
        r"\b(keep you|keep our|in touch|get back|let you know|update|updates|updating|share"
        r"|follow up|reach(ing)? out|call you|tuned|follow)\b|\bstay tuned\b"
    ),
    unless=(
        r"[0-9]|\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight"
        r"|noon|midnight)\b"
    ),
    fix=(NEXT_UPDATE,),
    wrong=("We will keep you posted.", "I'll get back to you.", "Stay tuned."),
    right=("We will update this page by 15:00 UTC.",),
)
PLACEHOLDER: Final = Rule(
    id="T66",
    name="placeholder_left",
    plain="Something is not filled in.",
    why="A form with gaps tells people that nobody looked. Fill it in, or leave the line out.",
    pattern=r"\{[a-z_0-9.]+\}|\b(TBC|TBD|XXX+)\b",
    unit=Unit.TEXT,
    reach=Reach.SENTENCE,
    override=Override.NOBODY,
    wrong=("Next update by {next_update_at}.", "The cause is TBC."),
    right=("Next update by 15:00 UTC.",),
)

RULES: Final = (VAGUE_TIME, NEVER_AGAIN, OPEN_PROMISE, PLACEHOLDER)
