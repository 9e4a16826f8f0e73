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
}
