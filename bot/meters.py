"""What is counted and timed, for `/metrics`. A label's values come from our own tables: no person,
no place, no word that somebody typed ever becomes one.
"""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

REGISTRY: Final = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

ASKED: Final = Counter(
    "candour_asked",
    "What people did: the door (command, button, choice, form, shortcut, home) and which of them.",
    ("door", "what"),
    registry=REGISTRY,
)
ANSWERS: Final = Counter(
    "candour_answers",
    "What became of it: done, refused, crowded, not_saved, perhaps_saved, not_read, broken.",
    ("outcome",),
    registry=REGISTRY,
)
ACK: Final = Histogram(
    "candour_ack_seconds",
    "From the arrival of what Slack sent to its acknowledgement; Slack waits for 3 seconds.",
    ("way",),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3),
    registry=REGISTRY,
)
OWED: Final = Counter(
    "candour_owed",
    "Deliveries asked for, by kind; those that show the same are done as one.",
    ("kind",),
    registry=REGISTRY,
)
JOBS: Final = Counter(
    "candour_jobs", "Jobs run, by kind and outcome.", ("kind", "outcome"), registry=REGISTRY
)
LATE: Final = Histogram(
    "candour_job_late_seconds",
    "How long after its time a job began: timers wait for nobody, deliveries for Slack's pace.",
    ("room",),
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800),
    registry=REGISTRY,
)
SLACK_CALLS: Final = Counter(
    "candour_slack_calls",
    "Calls of Slack's Web API: done, busy (429), refused, away.",
    ("method", "outcome"),
    registry=REGISTRY,
)
SLACK_SECONDS: Final = Histogram(
    "candour_slack_call_seconds", "How long Slack took to answer a call.", registry=REGISTRY
)
TRANSACTIONS: Final = Histogram(
    "candour_transaction_seconds",
    "A transaction from its beginning to its commit: kept, undone, not_saved, perhaps_saved.",
    ("outcome",),
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5),
    registry=REGISTRY,
)
DATABASE_UP: Final = Gauge(
    "candour_database_up", "1 if the database answered when this was asked.", registry=REGISTRY
)
DEAD_LETTERS: Final = Gauge(
    "candour_dead_letters", "Jobs given up: candour doctor --dead-letters.", registry=REGISTRY
)
OPEN_INCIDENTS: Final = Gauge(
    "candour_open_incidents", "Incidents that are open, drills included.", registry=REGISTRY
)
TIMERS_BEHIND: Final = Gauge(
    "candour_timers_behind_seconds",
    "How long the oldest timer that nobody has begun is due.",
    registry=REGISTRY,
)
