"""The names that loggers give to the fields of a record.

Those of Bunyan, pino, zap, zerolog, logrus, Serilog, Log4j, Logback, python-json-logger, the
Elastic Common Schema, GELF, Cloud Logging, Cloudflare's Logpush and MongoDB; in small letters,
without ``_``, ``-``, ``@`` and ``$``, fields of objects inside under dotted names.
"""

from __future__ import annotations

from app.importers.logs.line_log import words

TIMES = words(
    """
    timestamp time ts t t.date datetime instant timemillis eventtime event.time asctime
    eventtimestamp logtime logtimestamp timeunixnano timestampms timestampnanos timelocal
    timeiso8601 localtime utctime event.created event.start event.timestamp
    metadata.timestamp edgestarttimestamp requesttimestamp requesttimeepoch syslogtimestamp
    requestreceivedtimestamp stagetimestamp
    realtimetimestamp receivetimestamp timegenerated timecreated occurredat loggedat createdat
    created starttime startedat date msec epoch ingestiontime
    """
)
"""When it was written; the likeliest first, as in all lists here."""
LEVELS = words(
    """
    level severity loglevel log.level levelname lvl severitytext logseverity level.name
    fields.level s l prioritytext syslog.severity
    """
)
"""How grave it is."""
MESSAGES = words(
    """
    message msg textpayload jsonpayload.message jsonpayload.msg protopayload.statusmessage
    fields.message shortmessage log line body text renderedmessage m mt messagetemplate
    logmessage logline event.message event eventname event.original description detail title
    summary operation reason error.message err.message error err exception.message exception
    """
)
"""What happened, in words."""
HOSTS = words(
    """
    host hostname host.name host.hostname nodename node kubernetes.podname
    kubernetes.pod.name resource.labels.podname podname pod instance clientrequesthost
    logstream logstreamname
    """
)
"""On which machine."""
SERVICES = words(
    """
    service service.name servicename app application appname applicationname unit container
    containername kubernetes.containername kubernetes.container.name
    resource.labels.containername resource.labels.servicename name logger loggername
    log.logger target component c eventsource module
    """
)
"""In which program, or part of one."""
METHODS = words(
    """
    method requestmethod httpmethod http.method http.request.method clientrequestmethod
    httprequest.requestmethod request.method verb
    """
)
"""How something was asked for, over HTTP."""
ADDRESSES = words(
    """
    requesturi uri url path request.uri http.url http.target url.path url.original url.full
    clientrequesturi httprequest.requesturl request requestpath request.url
    """
)
"""What was asked for."""
STATUSES = words(
    """
    status statuscode httpstatus http.status http.statuscode http.response.statuscode
    edgeresponsestatus httprequest.status responsestatus response.status res.statuscode
    downstreamstatus responsecode responsestatus.code
    """
)
"""What was answered."""
