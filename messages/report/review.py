"""The chapter of a report on the five questions, for those who work here."""

from bot.domain.prevention import Question
from bot.domain.record import Inside
from messages.cards.prevention import QUESTIONS
from messages.report.parts import Quote, Section, Words


def review_section(inside: Inside) -> Section:
    """Return each answer under its question."""
    parts: list[Words | Quote] = []
    for question in Question:
        if answer := inside.answers.get(question):
            parts += [Words(QUESTIONS[question]), Quote(answer)]
    return Section("The five questions", parts or [Words("Nobody has answered them yet.")])
