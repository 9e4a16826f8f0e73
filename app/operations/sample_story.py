"""The words of the sample: what is drafted in its two cases, and from which evidence.

Everybody in it is made up. Escalation, communication and recovery are in the evidence but not yet
in the timeline. What there is to find: a message that was edited, a log whose clock runs 40 s
ahead, sources that contradict each other, and a name that is also a word.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.drafts import Certainty, EntryKind

ZONE = "Europe/Copenhagen"

TITLE = "No delivery times at checkout (sample)"
TRUST_TITLE = "After the delivery-times outage: what broke between us (sample)"

CHAT, MAIL, ALERTS = "Larkfield Slack", "Shop mail", "Beacon alerts"
DEPLOYS, LOG, WEB_LOG = "deploys.log", "slots-api-2.log", "web-shop-3.log"
FILES = {
    CHAT: "slack",
    ALERTS: "alerts.jsonl",
    DEPLOYS: "deploys.log",
    LOG: "slots-api-2.log",
    WEB_LOG: "web-shop-3.log",
    MAIL: "shop-updates.mbox",
}

ROLES = {
    "tomas.brandt@larkfield.example": "incident lead",
    "mira.solberg@larkfield.example": "on-call engineer A",
    "aiko.lindqvist@larkfield.example": "database engineer",
    "mark.ellery@larkfield.example": "web engineer",
    "priya.natarajan@larkfield.example": "support lead",
    "ingrid.vang@larkfield.example": "head of the web shop",
    "signe.holm@post.example": "customer A",
}
"""What each person is called in the case, by their address."""

SUMMARY = """\
From about 10:05 until 11:03 customers of the Larkfield web shop saw no delivery times at \
checkout, and could not finish their order. A rollback of slots-api changed nothing; a restart \
helped for some minutes. Delivery times came back after the flag live-capacity was set to 10 % \
again.

Why reading live capacity filled the connection pool is still open."""

MISSING = """\
Graphs of capacity-db for the morning (kept for 14 days)
Logs of the other five instances of slots-api
The chats that support was asked to mark, with the times at which customers wrote
The account of the colleagues who planned CR-5521"""

IMPACT = """\
For about an hour, from 10:05 until 11:03, customers of the web shop saw no delivery times at \
checkout and could not finish an order. Support had 23 chats about it in the first ten minutes. \
Orders that were placed before were safe."""

SAFE_NOW = """\
Yes, as far as we know. Delivery times have been shown since 11:03 on 10 February, and orders \
come in as usual. The flag live-capacity stays at 10 % until we understand what filled the pool."""

CHANGES = """\
The flag live-capacity is raised only while somebody watches capacity-db.
The alert for a full pool has had the new host name since 11 February, and was tried."""

UNKNOWNS = """\
Why reading live capacity filled the pool of 40 connections
How many orders were not placed
When the first customer was affected: a mail says 10:04, the chat with support says 10:06"""

NEXT_STEP = "The review is on Thursday at 14:00. After it you get this page anew."
NEXT = "2026-02-12 16:00"


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a citation points: the first item of a source that says ``words``.

    Only those words are quoted, or the whole item.
    """

    source: str
    words: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    """An entry of the sample; without a ``time`` it has that of its earliest evidence.

    Stakeholders are told it in the words ``told``, or not, for the reason ``untold``; where both
    are empty, nobody has chosen yet.
    """

    kind: EntryKind
    text: str
    cites: tuple[Cited, ...] = ()
    time: str = ""
    certainty: Certainty = Certainty.UNJUDGED
    known_later: str = ""
    known_by: str = ""
    private: bool = False
    told: str = ""
    untold: str = ""


TIMELINE = (
    Sketch(
        EntryKind.OTHER,
        "The flag live-capacity went from 10 % to 100 % of the areas, as planned with CR-5521.",
        (
            Cited(DEPLOYS, "flag=live-capacity from=10% to=100%"),
            Cited(CHAT, "live-capacity: 10 % -> 100 %", whole=True),
        ),
        certainty=Certainty.CONFIRMED,
        untold="technical detail",
    ),
    Sketch(
        EntryKind.IMPACT,
        "Customers began to see no delivery times at checkout.",
        (
            Cited(LOG, "capacity-pool: Connection is not available"),
            Cited(CHAT, "The first one came at 10:06."),
        ),
        time="~2026-02-10 10:05",
        certainty=Certainty.PROBABLE,
    ),
    Sketch(
        EntryKind.IMPACT,
        "A customer wrote that checkout showed an empty list of delivery times. In the channel, "
        "support had counted the first one two minutes later.",
        (
            Cited(MAIL, "there is\nonly an empty list"),
            Cited(MAIL, "nobody had looked at the mails"),
        ),
        time="2026-02-10 10:04:12",
        certainty=Certainty.DISPUTED,
        known_later="2026-02-11 09:12",
        known_by="support lead",
    ),
    Sketch(
        EntryKind.DETECTION,
        "An alert fired: slots-api answered slowly on all six instances.",
        (
            Cited(CHAT, "FIRING: slots-api p95 above 2 s", whole=True),
            Cited(ALERTS, "slow on 6 of 6 instances"),
        ),
        time="2026-02-10 10:07:12",
        certainty=Certainty.CONFIRMED,
    ),
    Sketch(
        EntryKind.HYPOTHESIS,
        "The first guess was release 3.18.0 of slots-api, which had gone out 38 minutes "
        "earlier and touched how capacity is read. It was noted at once that it had run well "
        "for 20 minutes.",
        (
            Cited(CHAT, "My first guess is that release"),
            Cited(CHAT, "It ran well for more than 20 minutes before this"),
        ),
        time="2026-02-10 10:19:02",
    ),
    Sketch(
        EntryKind.ROLLBACK,
        "slots-api was rolled back to 3.17.4, instance by instance. Lookups stayed slow. The chat "
        "and the deploy log differ on when it was finished.",
        (
            Cited(DEPLOYS, "version=3.17.4 state=started"),
            Cited(CHAT, "Rolled back to 3.17.4.", whole=True),
            Cited(DEPLOYS, "version=3.17.4 state=finished"),
        ),
        time="2026-02-10 10:24/2026-02-10 10:32",
        certainty=Certainty.UNCERTAIN,
        told="We went back to the version of the evening before. It did not help.",
    ),
    Sketch(
        EntryKind.SIGNAL,
        "Slow reads had one thing in common: they read live capacity. Mark saw that the flag for "
        "it had gone to 100 % at 10:00.",
        (
            Cited(CHAT, "Each slow read has source=live."),
            Cited(CHAT, "shows it going to 100 % at 10:00."),
        ),
        time="2026-02-10 10:55:40",
        certainty=Certainty.CONFIRMED,
    ),
    Sketch(
        EntryKind.DECISION,
        "The incident lead decided to set live-capacity back to 10 %, and to turn it off if "
        "that did not help within 5 minutes.",
        (Cited(CHAT, "Then we set live-capacity back to 10 %."),),
        time="2026-02-10 10:56:20",
        certainty=Certainty.CONFIRMED,
    ),
    Sketch(
        EntryKind.SIGNAL,
        "Checkout pages that got no delivery times asked again every 2 s, up to 14 times each.",
        (Cited(CHAT, "asks again every 2 s, up to 14 times"),),
        time="2026-02-10 10:05/2026-02-10 11:03",
        certainty=Certainty.PROBABLE,
        known_later="2026-02-11 09:41",
        known_by="web engineer",
        told="Each page that waited for delivery times asked for them again and again, which "
        "slowed everything down further.",
    ),
    Sketch(
        EntryKind.OTHER,
        "The on-call engineer had been paged twice the night before. Ask first whether that "
        "should be in the review at all.",
        time="unknown",
        private=True,
    ),
)

TRUST_NOTES = """\
I begin this beside the review, because two people asked me to, each alone. The review will say \
what the systems did. This is about what we did to each other that morning, and I do not know yet \
whether it will become a page that anybody reads.

What I have heard so far comes from two sides and does not fit together. Support says that they \
were left alone for twenty minutes with customers who asked. The engineers say that they answered \
everything they saw. Both are true as far as I can tell: the question stood in a busy channel, \
and nobody had the task to look for it.

I was not there, and I like the people on one side better. I write that down so that I remember it.

Before I go on: ask each of them whether I may write down what they told me, and in which words. \
Nothing here goes into the review."""

TRUST = (
    Sketch(
        EntryKind.COMMUNICATION,
        "Support asked in the incident channel what to tell customers. An answer came 21 minutes "
        "later, with an apology.",
        time="2026-02-10 10:19/2026-02-10 10:41",
        certainty=Certainty.CONFIRMED,
    ),
    Sketch(
        EntryKind.OTHER,
        "The sentence about “that release” was heard as “you” by the one who had released it. "
        "Nobody meant it so, and nobody has said that yet.",
        time="2026-02-10 10:19",
        private=True,
    ),
    Sketch(
        EntryKind.OTHER,
        "The update said “some customers” while support saw nearly everybody. They felt that "
        "what they report does not count. Find out who wrote that sentence, and from which "
        "numbers.",
        time="2026-02-10 10:36",
        private=True,
    ),
    Sketch(
        EntryKind.OTHER,
        "The incident lead would like to say sorry to support, and is not sure to whom first. "
        "This was told to me alone.",
        time="2026-02-11 16:30",
        private=True,
    ),
)
