"""What `candour demo` says when the practice workspace is there."""


def invitation(url: str) -> str:
    return (
        f"The practice workspace is at {url}  (Ctrl-C ends it)\n"
        "Type there: /incident open Customers cannot pay by card\n"
        "Press “No news yet” on the card, mark the words as sent, and turn the clock\n"
        "until you are reminded."
    )
