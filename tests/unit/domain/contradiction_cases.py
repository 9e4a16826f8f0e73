"""Statements that contradict each other, and statements that only look like it.

Each case is a line of (voice, source, time in UTC, text); a voice in lower case is approximate. The
zone of clock times in texts is Europe/Copenhagen unless a case says otherwise.
"""

from __future__ import annotations

D, M, A, E = "D", "M", "A", "E"
"""Document, message, alert, entry."""

ONE = "2026-02-10T"
CAPTION = (D, "r", "", "All times in UTC")

POSITIVES: list[tuple[str, str, list[tuple[str, str, str, str]]]] = [
    # two times for one event: two documents
    ("two documents, minutes apart", "two_times", [
        (D, "r1", "02:47", "Failover to the standby database db-2 was started by hand."),
        (D, "r2", "02:52", "Manual failover started to standby database db-2."),
    ]),
    ("two documents, a different day's half hour", "two_times", [
        (D, "r1", "09:10", "The certificate of the payment gateway expired"),
        (D, "r2", "09:40", "Payment gateway certificate expired"),
    ]),
    ("whole hours apart: a zone", "two_times", [
        (D, "r1", "09:00", "Rolled back release 4.2.0 of checkout on all hosts"),
        (D, "r2", "10:00", "Release 4.2.0 of checkout rolled back on all hosts"),
    ]),
    ("eight hours apart: a zone", "two_times", [
        (D, "r1", "01:15", "Nginx ingress controllers restarted in cluster blue"),
        (D, "r2", "09:15", "Restarted nginx ingress controllers in cluster blue"),
    ]),
    ("past midnight", "two_times", [
        (D, "r1", "23:58", "Replication lag of the orders primary exceeded thresholds"),
        (D, "r2", "2026-02-11T00:06Z", "Orders primary replication lag exceeded its thresholds"),
    ]),
    ("approximate, but far apart", "two_times", [
        ("d", "r1", "14:00", "The message broker ran out of file descriptors"),
        (D, "r2", "14:40", "Message broker ran out of file descriptors"),
    ]),
    ("summary first, then the timeline of one document", "two_times", [
        (D, "r", "02:52", "Automatic failover promoted the standby database in zone b."),
        (D, "r", "02:40", "Alarm bells"),
        (D, "r", "02:47", "Automatic failover promoted standby database in zone b"),
    ]),
    # two times: the draft
    ("an entry and a document", "two_times", [
        (E, "draft", "02:52", "The standby database was promoted by the automatic failover."),
        (D, "r", "02:47", "Automatic failover promoted the standby database."),
    ]),
    ("two entries of the draft", "two_times", [
        (E, "draft", "10:05", "Customers began to see an empty basket at checkout."),
        (E, "draft", "10:12", "Customers began to see an empty basket at the checkout."),
    ]),
    ("an entry and a message", "two_times", [
        (E, "draft", "08:04", "The cache nodes of the storefront were flushed."),
        (M, "chat", "09:00", "We flushed the cache nodes of the storefront at 09:21."),
    ]),
    # two times: messages
    ("two messages of one chat", "two_times", [
        (M, "chat", "10:00", "Failover of the orders database happened at 10:47."),
        (M, "chat", "10:20", "The orders database failover happened at 10:52."),
    ]),
    ("two chats", "two_times", [
        (M, "c1", "11:00", "The certificate for billing expired at 10:15."),
        (M, "c2", "11:30", "Billing certificate expired at 10:31."),
    ]),
    ("a message in UTC", "two_times", [
        (M, "c1", "11:00", "The scheduler deadlocked at 10:47 UTC."),
        (M, "c2", "11:30", "Scheduler deadlocked at 10:55 UTC."),
    ]),
    ("a message and a document", "two_times", [
        (M, "c1", "11:00", "The backfill job exhausted the connection pool at 11:12."),
        (D, "r1", "10:20", "Backfill job exhausted the connection pool"),
    ]),
    # two ends for one beginning
    ("a loss with two ends in one document", "two_times", [
        (D, "r", "17:20", "We lost orders and comments written between 17:20 and 00:00 UTC."),
        (D, "r", "17:20", "Orders and comments written between 17:20 UTC and 23:30 UTC were lost."),
    ]),
    ("a window with two ends in two documents", "two_times", [
        (D, "r1", "", "Uploads of invoices were rejected from 09:10 to 09:40."),
        (D, "r2", "", "Invoices: uploads rejected 09:10–10:05."),
    ]),
    ("a loss with two ends in a line broken within", "two_times", [
        (D, "r", "", "Sensor readings of the depots were dropped between 06:00 and\n07:15 UTC."),
        (D, "r", "", "All sensor readings of depots dropped between 06:00\nand 08:45 UTC."),
    ]),
    # resolved before detected
    ("an alert", "resolved_first", [
        (A, "am#x", "10:07", "FIRING: SlotsApiSlow"),
        (A, "am#x", "10:02", "RESOLVED: SlotsApiSlow"),
    ]),
    ("a page", "resolved_first", [
        (A, "pd#P1", "10:07", "Triggered through the API."),
        (A, "pd#P1", "10:09", "Acknowledged."),
        (A, "pd#P1", "09:58", "Resolved through the website."),
    ]),
    ("labels in a ticket", "resolved_first", [
        (M, "t", "16:00", "Detected: 14:20 UTC\nResolved: 14:05 UTC"),
    ]),
    ("labels in bold", "resolved_first", [
        (D, "r", "", "**Detected:** 14:20\n**Mitigated:** 13:50"),
    ]),
    # an end before its start
    ("a range", "end_first", [(D, "r", "14:20", "Maintenance 14:20–14:05 on rack 3")]),
    ("a range with a hyphen", "end_first", [(M, "c", "15:00", "downtime was 14:20 - 14:05")]),
    ("a range in words", "end_first", [(D, "r", "", "Searches failed from 16:30 to 15:45 UTC.")]),
    ("between", "end_first", [(D, "r", "", "It was slow between 18:10 and 17:55.")]),
    ("seconds", "end_first", [(D, "r", "", "Locked 14:20:31–14:20:07.")]),
    ("two halves of a day", "end_first", [(D, "r", "", "Down from 2:20 PM to 2:05 PM.")]),
    ("labels", "end_first", [(D, "r", "", "Start: 2026-02-10 14:20\nEnd: 2026-02-10 14:05")]),
    ("a length that does not fit", "end_first", [
        (D, "r", "", "Customers saw errors 10:05–11:03 (2 hours)."),
    ]),
    ("a length in minutes that does not fit", "end_first", [
        (D, "r", "", "Errors from 10:05 to 10:20 (45 min)."),
    ]),
    ("hours and minutes that do not fit", "end_first", [
        (D, "r", "", "Outage 22:30–01:00 (1 h 15 min)."),
    ]),
    ("in an entry of the draft", "end_first", [
        (E, "draft", "10:05", "Checkout was empty from 11:03 to 10:05."),
    ]),
    # zones
    ("a row in another zone than the heading", "zone", [
        CAPTION, (D, "r", "10:05", "02:05 PST  Rolled back"),
    ]),
    ("an offset under a zone", "zone", [
        (D, "r", "", "Timeline (all times are in CET)"),
        (D, "r", "10:05", "10:05 -08:00 Rolled back"),
    ]),
    ("a zone stated as times are in", "zone", [
        (D, "r", "", "Times are in UTC."), (D, "r", "2026-07-10T08:05Z", "10:05 CEST rolled back"),
    ]),
    ("summer time in winter", "zone", [(D, "r", "08:05", "10:05 CEST Rolled back")]),
    ("summer time in an American winter", "zone", [(M, "c", "15:00", "It broke at 10:05 EDT.")]),
]  # fmt: skip

TRAPS: list[tuple[str, list[tuple[str, str, str, str]]]] = [
    ("rounding to the minute", [
        (D, "r1", "02:47", "Failover to the standby database db-2"),
        (D, "r2", "02:48", "Failover to standby database db-2"),
    ]),
    ("about the same time", [
        ("d", "r1", "14:00", "The message broker ran out of file descriptors"),
        (D, "r2", "14:12", "Message broker ran out of file descriptors"),
    ]),
    ("another machine", [
        (D, "r1", "10:05", "Restarted instance web-1 of the storefront"),
        (D, "r2", "10:25", "Restarted instance web-2 of the storefront"),
    ]),
    ("another figure", [
        (D, "r1", "10:05", "Flag live-capacity raised to 50 % of the areas"),
        (D, "r2", "10:25", "Flag live-capacity raised to 100 % of the areas"),
    ]),
    ("it happened twice, and each report has both", [
        (D, "r1", "10:05", "Restarted the orders database pool"),
        (D, "r1", "10:25", "Restarted the orders database pool"),
        (D, "r2", "10:05", "Restarted the orders database pool"),
        (D, "r2", "10:25", "Restarted the orders database pool"),
    ]),
    ("it happened twice in one timeline", [
        (D, "r", "10:05", "Restarted the orders database pool on all hosts"),
        (D, "r", "10:25", "Restarted the orders database pool on all hosts"),
    ]),
    ("one of two in the other report", [
        (D, "r1", "10:05", "Restarted the orders database pool"),
        (D, "r1", "10:25", "Restarted the orders database pool"),
        (D, "r2", "10:45", "Restarted the orders database pool"),
    ]),
    ("a beginning and an end", [
        (D, "r1", "10:05", "Migration of the ledger tables started"),
        (D, "r2", "11:05", "Migration of the ledger tables finished"),
    ]),
    ("fired and resolved", [
        (D, "r1", "10:05", "Alert for checkout completion fired"),
        (D, "r2", "10:40", "Alert for checkout completion resolved"),
    ]),
    ("rollout and rollback", [
        (D, "r1", "10:05", "Release 4.2.0 of checkout on all hosts"),
        (D, "r2", "10:40", "Release 4.2.0 of checkout rolled back on all hosts"),
    ]),
    ("again", [
        (D, "r1", "10:05", "Deployed the hotfix for baskets"),
        (D, "r2", "10:40", "Deployed the hotfix for baskets again"),
    ]),
    ("failed and then done", [
        (D, "r1", "10:05", "Restore of the accounts backup failed"),
        (D, "r2", "10:40", "Restore of the accounts backup"),
    ]),
    ("another day", [
        (D, "r1", "2026-02-03T10:00Z", "All systems verified operational by the platform group"),
        (D, "r2", "2026-02-10T10:20Z", "All systems verified operational by the platform group"),
    ]),
    ("common words only", [
        (D, "r1", "10:05", "The team was looking into it"),
        (D, "r2", "10:25", "The team was looking into it"),
    ]),
    ("a plan and what came of it", [
        (D, "r1", "10:00", "Next update for support will come after the restart of the broker"),
        (D, "r2", "10:35", "Restart of the broker, update for support"),
    ]),
    ("a message about the next update", [
        (M, "c", "10:00", "Next update for the storefront at 11:35."),
        (M, "c", "10:40", "Next update for the storefront at 12:00."),
    ]),
    ("a question", [
        (M, "c", "10:00", "Did the failover of the orders database happen at 10:47?"),
        (M, "c", "10:20", "The orders database failover happened at 10:52."),
    ]),
    ("a message whose clock may be in UTC", [
        (M, "c", "10:00", "Failover of the orders database was at 09:47."),
        (D, "r", "09:47", "Failover of the orders database"),
    ]),
    ("a message whose clock may be in the zone of the case", [
        (M, "c", "10:00", "Failover of the orders database was at 10:47."),
        (D, "r", "09:47", "Failover of the orders database"),
    ]),
    ("a bound is no time", [
        (M, "c", "10:00", "Requests were slow since 10:05 on the storefront."),
        (M, "c", "10:10", "Requests were slow by 10:45 on the storefront."),
    ]),
    ("a chat's own stamps", [
        (M, "c1", "10:05", "Rolling back release 4.2.0 of checkout"),
        (D, "r1", "10:15", "Release 4.2.0 of checkout rolled back"),
    ]),
    ("night shift", [(D, "r", "", "Freeze from 22:00 to 06:00.")]),
    ("until midnight", [(D, "r", "", "Lost between 17:20 and 00:00 UTC.")]),
    ("a clock of twelve hours", [(D, "r", "", "Lunch break 11:30–1:15, then on.")]),
    ("noon", [(D, "r", "", "Freeze 12:50-01:10 for all.")]),
    ("halves of a day", [(D, "r", "", "Down from 11:50 AM to 12:10 PM.")]),
    ("two zones in one range", [(D, "r", "", "Window 14:20 CET – 13:05 UTC.")]),
    ("a range over days", [
        (D, "r", "", "From 2026-02-10 14:20 to 2026-02-11 09:05 nothing was written."),
    ]),
    ("moved to an earlier time", [(M, "c", "09:00", "The call was moved from 15:00 to 14:00.")]),
    ("corrected", [(M, "c", "09:00", "I corrected the time of the alert from 10:52 to 10:47.")]),
    ("a score and a ratio", [(M, "c", "09:00", "ratio 3:10 - 2:05, version 4:20:1")]),
    ("a length that fits, past midnight", [(D, "r", "", "Outage 22:30–01:00 (2 h 30 min).")]),
    ("a length that is rounded", [
        (D, "r", "", "Outage 10:05–11:03 (1 hour), and 10:05–10:20 (about 20 min)."),
    ]),
    ("labels past midnight", [(D, "r", "", "Start: 23:40\nEnd: 00:15")]),
    ("labels with dates", [
        (D, "r", "", "Detected: 2026-02-10 14:20\nResolved: 2026-02-11 09:05"),
    ]),
    ("an alert that is still open before it is resolved", [
        (A, "am#x", "10:07", "FIRING: SlotsApiSlow"),
        (A, "am#x", "10:27", "RESOLVED: SlotsApiSlow"),
    ]),
    ("two alerts", [
        (A, "am#x", "10:07", "FIRING: SlotsApiSlow"),
        (A, "am#y", "10:02", "RESOLVED: SlotsApiSlow"),
    ]),
    ("a row that gives both zones", [
        CAPTION, (D, "r", "10:05", "10:05 UTC (02:05 PST) Rolled back"),
    ]),
    ("a clock and its offset are no range", [(D, "r", "10:05", "10:05 -08:00 Rolled back")]),
    ("standard time in summer as a habit", [
        (D, "r", "", "All times are CET."),
        (D, "r", "2026-07-10T08:05Z", "10:05 CEST Rolled back"),
    ]),
    ("a machine's own stamp under a heading", [
        (D, "r", "", "All times in CET"), (D, "r", "", "{'at': '2026-02-10T06:45:00Z'} was logged"),
    ]),
    ("summer time in summer", [(D, "r", "2026-07-10T08:05Z", "10:05 CEST Rolled back")]),
    ("the day the clocks change", [(D, "r", "2026-03-29T01:30Z", "03:30 CEST Rolled back")]),
    ("windows that begin together and are of two things", [
        (D, "r1", "", "Uploads of invoices were rejected from 09:10 to 09:40."),
        (D, "r2", "", "Logins of suppliers were slow from 09:10 to 10:05."),
    ]),
    ("two entries that are two steps", [
        (E, "draft", "10:05", "The web engineer restarted the first instance of slots-api."),
        (E, "draft", "10:12", "The web engineer restarted the second instance of slots-api."),
    ]),
]  # fmt: skip
