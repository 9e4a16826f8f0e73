"""Lines that were written by a machine: of a log, a stack trace, a terminal. They are evidence.

Only the beginning of a line is looked at. What could as well be a person's words counts as theirs:
“02:14 UTC - the pager fired” is a line of a timeline.
"""

from __future__ import annotations

import re

_LEVEL = (
    r"(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|CRIT|CRITICAL|FATAL|SEVERE|PANIC|EMERG)"
)
_SECONDS = r"\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?"
_DAY = r"(?:\d{4}[-/]\d\d[-/]\d\d|\d\d[-/]\w{2,3}[-/]\d{2,4})"
_LOG = (
    # a time to the second, perhaps a host and what is in brackets, and then a level
    rf"[\[(]?(?:{_DAY}[ T])?{_SECONDS}\S{{0,8}}[ \t]+(?:[\w.-]{{1,40}}[ \t]+)?"
    rf"(?:[\w.-]{{0,40}}(?:\[[^\]\s]{{1,40}}\]:?|:)[ \t]+){{0,2}}"
    rf"[\[(<|]?{_LEVEL}(?:[\])>|:\s]|$)",
    rf"[\[(]?(?:{_DAY}[ T])?\d{{1,2}}:\d\d:\d\d[.,]\d{{3,9}}",
    r"[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ \S+:",
    r"<\d{1,3}>\d? ?[A-Z\d]",
    r"[IWEF]\d{4} \d\d:\d\d:\d\d",
    r"\[[A-Z] \d{4}-\d\d-\d\d ",
    r"\d{1,3}(?:\.\d{1,3}){3} \S+ \S+ \[",
    r"\[\s*\d+\.\d{6}\]",
    r"(?:ts|time|timestamp|level|lvl|severity|msg)=\S",
    r"[A-Za-z][\w.]*=(?:\"[^\"]*\"|\S+)(?:\s+[\w.]+=(?:\"[^\"]*\"|\S+)){2}",
    r"\{\s*\"[^\"]{1,60}\"\s*:",
    rf"[\[<]{_LEVEL}[\]>]",
    r"(?:TRACE|DEBUG|WARN|ERROR|FATAL)(?::|\s{2,}|\s+[\[(\d])",
    r"(?:INFO|WARNING|NOTICE|CRITICAL|SEVERE)(?:\s{2,}|\s+[\[(\d])",
)
_TRACE = (
    r"at [\w$.<>/]+\([^()]*\)$",
    r"at (?:async |new )?[\w$.<>\[\]]+(?: \[as [^\]]+\])? \([^()]*:\d+\)$",
    r"at [\w$./<>-]+:\d+:\d+",
    r"File \".*\", line \d+",
    r"(?:[\w$]+\.)+\w*(?:Exception|Error)(?:: |$)",
    r"[A-Z]\w*[a-z](?:Error|Exception):",
    r"\.\.\. \d+ (?:more|common)",
    r"#\d+\s+(?:0x|\S+\()",
    r"goroutine \d+ \[",
    r"E\s{2,}\S",
)
_TERMINAL = (
    r"\$ [a-z./]",
    r"[\w.-]+@[\w.-]+[: ]\S*[#$] ",
    r"\w+[=>-][#>] ",
    r"[+-]{3,}[+|-]*\s*$",
)
_LITERAL = re.compile("|".join((*_LOG, *_TRACE, *_TERMINAL)))
_OPENS = re.compile(
    r"Traceback \(most recent call last\)|Caused by: (?:[\w$]+\.)+\w*(?:Exception|Error)\b"
    r"|Exception in thread|panic: |thread '.*' panicked at|>>> |goroutine \d+ \[|[Ss]tack ?trace:$"
)
_CODE = re.compile(
    r"[{};\\]$|^[$#>%] \S|^(?:kubectl|sudo|curl|git|docker|SELECT|INSERT|UPDATE|DELETE|import|from"
    r"|def|class|return|for|if)\b.*[=():;]|^-{1,2}\w|^\S+\(.*\)$|^[\w.-]+: \S+$|^[\w.\[\]\"']+ = \S"
    r"|\S\s{3,}\S+\s{3,}\S|^[</]\S*$|^/\S+|^\|"
)


def is_literal(line: str) -> bool:
    """Whether a line is one of a log, a stack trace or a terminal."""
    return _LITERAL.match(line) is not None


def opens_trace(line: str) -> bool:
    """Whether a stack trace or a session begins with a line; what follows belongs to it."""
    return _OPENS.match(line) is not None


def looks_like_code(line: str) -> bool:
    """Whether a line that stands apart by its indentation is code, a command or a table."""
    return is_literal(line) or _CODE.search(line) is not None
