"""What the command line says of a return file: a line for each credit, its cells set by tabs."""

from bot.domain.batch import Marked


def marked_line(marked: Marked) -> str:
    """Return what finance said of a credit, and what is to do where it was taken back before."""
    one = marked.line
    to_do = "\tIt was taken back before you paid it: book it back." if marked.is_in_vain else ""
    return f"CR-{one.credit}\t{one.outcome}\t{one.reference}{to_do}"


def unmatched_line(credit: int, batch: int) -> str:
    return f"CR-{credit}\tunmatched\tbatch {batch}"
