"""Being sorry: for something, without “if”, and without “but”. And respect."""

from typing import Final

from messages.tone.rule import Override, Rule, Unit

SORRY: Final = r"\b(sorry|apologi[sz]e|apologies)\b"
JOINTS: Final = r"(but|however|although|though|nevertheless|that said)"

ANY_INCONVENIENCE: Final = Rule(
    id="T18",
    name="any_inconvenience",
    plain="Name what happened to people.",
    why="“Any” says that perhaps nobody was harmed, to people who have just told us how.",
    pattern=(
        r"\bany (possible |potential )?"
        r"(inconvenience|disruption|frustration|upset|confusion|trouble|distress)\b"
    ),
    fix=("{we_are} sorry.", "{what_fails}"),
    wrong=("I apologise for any inconvenience.", "Sorry for any disruption caused."),
    right=("I am sorry you could not pay your rent.",),
)
SORRY_IF: Final = Rule(
    id="T20",
    name="sorry_if",
    plain="An apology has no conditions.",
    why="“Sorry if” doubts the person. It did happen to them.",
    pattern=(
        r"\b(sorry|apologi[sz]e|apologies|apology|regret)\b[^.!?]{0,80}"
        r"\b(if|that you (feel|felt|think|are upset|were upset)|to (anyone|any) )"
    ),
    fix=("{we_are} sorry.", "{what_fails}"),
    wrong=("I am sorry if you were affected.", "We are sorry that you feel let down."),
    right=("I am sorry. If it fails again, call me.",),
)
SORRY_BUT: Final = Rule(
    id="T21",
    name="sorry_but",
    plain="End the sentence after “sorry”.",
    why="What follows “but” takes the apology back. Give the reason a sentence of its own.",
    pattern=(
        rf"{SORRY}[^.!?]{{0,120}}\b{JOINTS}\b|{SORRY}[^.!?]*[.!?]\s+\b(but|however|that said)\b"
    ),
    unit=Unit.TEXT,
    joint=rf"[,;.!?]?\s*\b{JOINTS}\b,?\s*",
    wrong=("I am sorry, but the rules are clear.", "We apologise. However, this was not us."),
    right=("I am sorry. Here is what we do now.",),
)
DEROGATORY: Final = Rule(
    id="T42",
    name="derogatory",
    plain="Say what the person did, not what they are.",
    why="They may read it, and notes can be asked for.",
    pattern=(
        r"\b(idiots?|morons?|stupid|dumb|crazy|psycho|nutters?|nut ?case|lunatic|karen|muppets?"
        r"|whin(er|ers|ing|y)|moan(er|ers|ing)|time-? ?wasters?|troublemakers?|jerk|hysterical"
        r"|drama queen|liars?)\b|\bpain in the \w+"
        r"|\b(nightmare|problem|difficult|rude|entitled|special) "
        r"(customer|man|woman|person|lady|guy|one|caller)\b|\bso special\b"
    ),
    override=Override.NOBODY,
    wrong=("Another difficult customer, total time waster.", "Do not be hysterical."),
    right=("Called four times; raised voice at 10:04.",),
)

RULES: Final = (ANY_INCONVENIENCE, SORRY_IF, SORRY_BUT, DEROGATORY)
