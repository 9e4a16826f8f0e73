"""What every real file of ``../shared/evidence/formats`` holds: format, items, first and last time.

Read off by eye from the files; the paths lie below that folder.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expected:
    """``first`` and ``last`` in ISO 8601; clocks without a zone are taken as UTC, None: undated.

    ``saved`` is when the file was last written, where its stamps have no year.
    """

    format: str
    items: int
    first: str | None
    last: str | None
    undated: int = 0
    saved: str | None = None


EXPECTED: dict[str, Expected] = {
    "statuspage/github-status-history.atom": Expected(
        "statuspage", 178, "2026-07-25T08:59:00Z", "2026-08-21T00:37:00Z"
    ),
    "jira/jira_cloud_native_export.csv": Expected(
        "jira-csv", 5, "2024-01-08T14:10:00Z", "2024-01-09T15:55:00Z"
    ),
    "grafana/annotation_graphite_deploy.json": Expected(
        "grafana-annotations", 1, "2016-07-06T22:34:41Z", "2016-07-06T22:34:41Z"
    ),
    "grafana/annotation_region_create.json": Expected(
        "grafana-annotations", 2, "2017-10-03T13:26:37.339000Z", "2017-10-05T05:20:05.056000Z"
    ),
    "grafana/annotations_find_response.json": Expected(
        "grafana-annotations", 2, "2017-10-06T04:45:11Z", "2017-10-06T05:06:35Z"
    ),
    "alertmanager/prometheus-msteams_prom_post_request.json": Expected(
        "alertmanager", 1, "2018-03-07T11:33:21.873077Z", "2018-03-07T11:33:21.873077Z"
    ),
    "opsgenie/demisto_get_alerts.json": Expected(
        "opsgenie", 1, "2021-11-24T12:14:40.926000Z", "2021-11-24T12:14:40.926000Z"
    ),
    "opsgenie/demisto_get_incidents.json": Expected(
        "opsgenie", 1, "2021-11-21T19:32:02.148000Z", "2021-11-21T19:32:02.148000Z"
    ),
    "pagerduty/demisto_rest_incidents.json": Expected(
        "pagerduty", 4, "2023-11-19T05:51:14Z", "2023-11-19T05:52:16Z"
    ),
    "pagerduty/go-pagerduty_webhook_v2.json": Expected(
        "pagerduty", 1, "2017-09-26T15:14:36Z", "2017-09-26T15:14:36Z"
    ),
    "github/api/PyGithub_DeploymentStatus.testGetStatuses_1.json": Expected(
        "github", 3, "2020-08-26T13:55:06Z", "2020-08-26T14:32:51Z"
    ),
    "github/api/PyGithub_Issue.testGetComments_1.json": Expected(
        "github", 2, "2012-05-01T22:03:59Z", "2012-05-04T19:23:57Z"
    ),
    "github/api/PyGithub_Repository.testGetDeployments_1.json": Expected(
        "github", 2, "2020-08-26T11:40:41Z", "2020-08-26T11:44:53Z"
    ),
    "github/webhooks/deployment_status__payload.json": Expected(
        "github", 1, "2019-05-15T15:20:55Z", "2019-05-15T15:20:55Z"
    ),
    "github/webhooks/issue_comment__created.payload.json": Expected(
        "github", 1, "2019-05-15T15:20:21Z", "2019-05-15T15:20:21Z"
    ),
    "access_logs/shop_nginx_access_0330.log": Expected(
        "access-log", 1000, "2019-01-22T00:26:14Z", "2019-01-22T00:29:11Z"
    ),
    "journald/lnav_journald.jsonl": Expected(
        "journald", 2, "2018-08-21T14:04:21.221373Z", "2018-08-21T14:04:21.221373Z"
    ),
    "kubernetes/troubleshoot_events_message-image-pull-fail.json": Expected(
        "kubernetes-events", 23, "2023-07-11T04:25:44.224298Z", "2023-07-11T05:36:25Z"
    ),
    "misc_logs/jc_syslog-3164.out": Expected(
        "text-log",
        32,
        "2003-10-11T22:14:15Z",
        "2004-03-10T10:00:10Z",
        undated=1,
        saved="2004-03-11T00:00:00Z",
    ),
    "misc_logs/lnav_logfile_access_log.0": Expected(
        "access-log", 3, "2009-07-20T22:59:26Z", "2009-07-20T22:59:29Z"
    ),
    "misc_logs/lnav_logfile_bunyan.0": Expected(
        "json-log", 10, "2023-03-24T14:26:16.243000Z", "2023-03-24T14:26:18.331000Z"
    ),
    "misc_logs/lnav_logfile_cloudflare.json": Expected(
        "json-log", 1, "2022-10-30T00:00:02Z", "2022-10-30T00:00:02Z"
    ),
    "misc_logs/lnav_logfile_docker_compose_with_ts.0": Expected(
        "container-log", 22, "2024-04-25T05:32:35.019558Z", "2024-04-25T05:54:43.948541Z"
    ),
    "misc_logs/lnav_logfile_ecs_log.json": Expected(
        "json-log", 5, "2025-01-13T09:58:13.631000Z", "2025-01-13T09:58:13.634000Z"
    ),
    "misc_logs/lnav_logfile_grafana.0": Expected(
        "logfmt", 5, "2025-04-24T19:51:48.520963Z", "2025-04-24T19:51:48.521251Z"
    ),
    "misc_logs/lnav_logfile_invalid_tz.0": Expected(
        "text-log", 2, "2015-04-24T21:08:10.313913Z", "2015-04-24T21:08:58.430632Z"
    ),
    "misc_logs/lnav_logfile_java.0": Expected(
        "text-log", 20, "2025-01-24T07:00:30.139000Z", "2025-01-24T07:05:38.884000Z"
    ),
    "misc_logs/lnav_logfile_mongodb.0": Expected(
        "json-log", 3, "2026-03-10T20:58:09.401000Z", "2026-03-10T20:58:10.004000Z"
    ),
    "misc_logs/lnav_logfile_mysql_error.0": Expected(
        "mysql-log", 4, "2020-08-06T14:25:02.835618Z", "2020-08-06T14:25:03.109022Z"
    ),
    "misc_logs/lnav_logfile_otel_collector.jsonl": Expected(
        "opentelemetry", 11, "2023-11-14T22:13:20Z", "2023-11-14T22:13:30Z"
    ),
    "misc_logs/lnav_logfile_postgres.0": Expected(
        "postgres-log", 20, "2025-08-13T08:45:01.123000Z", "2025-08-13T08:50:02.010000Z"
    ),
    "misc_logs/lnav_logfile_spark.0": Expected(
        "text-log", 399, "2017-06-09T20:10:40Z", "2017-06-09T20:10:54Z"
    ),
    "misc_logs/lnav_logfile_tai64n.0": Expected(
        "text-log", 10, "2005-09-22T03:31:05.997071Z", "2005-09-22T03:31:07.954919Z"
    ),
    "misc_logs/lnav_logfile_vpxd.0": Expected(
        "text-log", 12, "2022-06-02T11:58:12.193000Z", "2022-06-02T11:58:12.914000Z"
    ),
    "mail/mbox/hyperkitty_2016_march.mbox": Expected(
        "mail", 1, "2016-03-03T17:20:35Z", "2016-03-03T17:20:35Z"
    ),
    "mail/mbox/mbox_iso8859_encoding.mbox": Expected(
        "mail", 1, "2016-11-07T18:44:27Z", "2016-11-07T18:44:27Z"
    ),
    "mail/mbox/mbox_multipart.mbox": Expected(
        "mail", 2, "2003-01-29T23:02:30Z", "2009-11-12T02:29:24Z"
    ),
    "slack/slack-export-viewer_testarchive.zip": Expected(
        "slack-export", 158, "2016-01-15T05:55:18.000002Z", "2016-03-29T12:33:06.000027Z"
    ),
    "mail/notmuch_default/01.eml": Expected(
        "mail", 1, "2009-11-17T15:28:37Z", "2009-11-17T15:28:37Z"
    ),
    "mail/notmuch_default/02.eml": Expected(
        "mail", 1, "2009-11-17T15:28:38Z", "2009-11-17T15:28:38Z"
    ),
    "mail/notmuch_default/bar__17.eml": Expected(
        "mail", 1, "2009-11-17T22:57:18Z", "2009-11-17T22:57:18Z"
    ),
    "mail/notmuch_default/bar__18.eml": Expected(
        "mail", 1, "2009-11-17T23:21:38Z", "2009-11-17T23:21:38Z"
    ),
    "mail/notmuch_default/bar__baz__05.eml": Expected(
        "mail", 1, "2009-11-17T19:36:14Z", "2009-11-17T19:36:14Z"
    ),
    "mail/notmuch_default/bar__baz__23.eml": Expected(
        "mail", 1, "2009-11-18T00:58:29Z", "2009-11-18T00:58:29Z"
    ),
    "mail/notmuch_default/bar__baz__24.eml": Expected(
        "mail", 1, "2009-11-18T01:01:16Z", "2009-11-18T01:01:16Z"
    ),
    "mail/notmuch_default/bar__baz__cur__25.eml": Expected(
        "mail", 1, "2009-11-18T01:05:53Z", "2009-11-18T01:05:53Z"
    ),
    "mail/notmuch_default/bar__baz__cur__26.eml": Expected(
        "mail", 1, "2009-11-18T01:56:40Z", "2009-11-18T01:56:40Z"
    ),
    "mail/notmuch_default/bar__baz__new__27.eml": Expected(
        "mail", 1, "2009-11-18T01:59:49Z", "2009-11-18T01:59:49Z"
    ),
    "mail/notmuch_default/bar__baz__new__28.eml": Expected(
        "mail", 1, "2009-11-18T02:03:17Z", "2009-11-18T02:03:17Z"
    ),
    "mail/notmuch_default/bar__cur__19.eml": Expected(
        "mail", 1, "2009-11-17T23:23:42Z", "2009-11-17T23:23:42Z"
    ),
    "mail/notmuch_default/bar__cur__20.eml": Expected(
        "mail", 1, "2009-11-17T23:20:59Z", "2009-11-17T23:20:59Z"
    ),
    "mail/notmuch_default/bar__new__21.eml": Expected(
        "mail", 1, "2009-11-18T00:23:53Z", "2009-11-18T00:23:53Z"
    ),
    "mail/notmuch_default/bar__new__22.eml": Expected(
        "mail", 1, "2009-11-18T00:50:40Z", "2009-11-18T00:50:40Z"
    ),
}
