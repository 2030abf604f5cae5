"""What words say of the cause, or of when it works again, however they put it."""

from messages.tone.matching import breaks
from messages.tone.reading import read
from messages.tone.rules import BY_ID


def names_cause(text: str, cause: str) -> bool:
    """Tell whether the words give `cause`, or another one: that is not the one agreed on."""
    return _says("T14", text, cause)


def names_end(text: str, window: str) -> bool:
    """Tell whether the words say when it works again: in the `window` that is known, or not."""
    return _says("T06", text, window)


def names_other(text: str, *, cause: str | None, window: str | None) -> bool:
    """Tell whether the words give a cause or a time, and it is not the one that is known.

    One more beside the known one counts, in a sentence or a line of its own.
    """
    known = {"T14": cause, "T06": window}
    return any(
        said is not None and breaks(BY_ID[rule], read(_without(text, said)))
        for rule, said in known.items()
    )


def _without(text: str, known: str) -> str:
    """Return the sentences that do not give what is known."""
    reading = read(text)
    return "\n".join(
        sentence
        for sentence in (reading.plain[start:end] for start, end in reading.sentences)
        if not _holds(sentence, known)
    )


def _says(rule: str, text: str, known: str) -> bool:
    return _holds(text, known) or breaks(BY_ID[rule], read(text))


def _holds(text: str, known: str) -> bool:
    return read(known).folded.strip(" .!?") in read(text).folded
