"""What a field that can be left empty, or be too long, is called."""

from typing import Final

from messages.card import escaped
from messages.subjects import subject

NAMES: Final = {
    "what_fails": "what customers cannot do",
    "text": "the words for customers",
    "customer": "the customer",
    "reason": "what happened",
    "worked_out": "how you worked it out",
    "alternative": "what we offer instead",
    "which": "the law, scheme or term",
    "undo": "why it should be taken back",
    "shift_note": "the note for the next shift",
    "eta_source": "who says when it will work",
    "why": "why it was opened in error",
    "note": "the note",
    "promise_words": "what is promised",
    "evidence": "what shows it",
    "why_withdrawn": "why the promise is withdrawn",
    "why_not": "why it was not done in time",
    "promise_to": "to whom it was promised: the words are from a letter to one person",
    "customer_name": "the customer's name",
    "asked_for": "what they asked for",
    "needs": "what they need",
    "impact": "what it means for them",
    "concern": "what worries them",
    "via": "how they reached us",
    "contacts": "how often they got in touch",
    "waited": "how many minutes they have waited",
    "checked_how": "how you checked it",
    "why_nothing": "why nothing is done to prevent it",
    "why_dropped": "why the step is dropped",
    "step": "the step",
    "step_due": "the day",
    "why_happened": "why it happened",
    "known_sooner": "how we could have known sooner",
    "hardest": "what was hardest for customers",
    "what_helped": "what helped",
    "what_prevents": "what will prevent it",
    "said": "what they say",
    "led_to": "what their report led to",
    "settles": "what would put it right",
    "obstacle": "what stood in your way",
    "obstacle_words": "what stood in your way",
    "question": "the question",
    "answer": "the answer",
    "reported_symptom": "what they say happens",
    "impact_personal": "what it means for them",
    "repair": "what you can do now",
    "tool": "which tool or process",
}


def field_name(what: str) -> str:
    return NAMES.get(what) or subject(what) or escaped(what.replace("_", " "))
