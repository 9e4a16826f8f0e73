"""Whether a sentence uses an ordinary word as a name: "ask will", but not "it will fail".

Capitals inside a sentence are enough. Where capitals say nothing (at the start of a sentence, in a
heading, in a line that is all capitals) and in lower case, the words around have to say it.
"""

from __future__ import annotations

import re

from app.domain.ordinary_names import MONTHS, NO_NAMES, NOUNS, THINGS

_NEAR = 120
_FAR = 3 * _NEAR  # roles in brackets do not count as distance

_ADDRESSED = re.compile(
    r"(?:\b(?:ask(?:s|ed|ing)?|ping(?:s|ed|ing)?|cc(?:'?d)?|thank(?:s|ed)?|t(?:ell|ells|old)|paged"
    r"|dm(?:'?d)?"
    r"|hi|hey|hello|dear|messaged|emailed|contacted|notified|alerted|informed|phoned|texted|nudged|woke|poked|thanks,"
    r"|(?:thanks|over|off|assigned|escalated|talk\w*|spoke\w*|according|out"
    r"|reported|listen\w*) to"
    r"|(?:pair(?:ed|ing)|spoke|spoken|talked|worked|call|sync\w*|met|checked) with"
    r"|(?:decision|review|patch|commit|comment|post|pr|dm) (?:by|from)|on[- ]call (?:is|was)"
    r"|where(?:'s| is)|looks like|(?:got|had|have) it from|i think|i saw"
    r"|(?:\w+ed|written|found|seen|done|made|led|run) by"
    r"|(?:heard|message|email|note|update|word|handover) from"
    r")(?: @)?)\s+$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(?:with|by|from|via|per|wait(?:ed|ing) for)\s+$", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:owners?|authors?|leads?|commanders?|reporters?|assignees?|assigned to|by|from|to|cc"
    r"|names?|on[- ]?call|contacts?|engineers?|reviewers?|approvers?|responders?|scribe|who|users?"
    r"|people|participants|attendees|facilitator)\b\W{0,4}[:=|]\W{0,4}$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"[\"')]?\s+(?:\w+ly |also |then |just |and I )?"
    r"(?:said|says|asked|asks|wrote|writes|replied|replies|thinks|thought|suggested|suggests|mentioned"
    r"|told|tells|agreed|agrees|explained|realised|realized|remembers|remembered|knew|knows|volunteered"
    r"|suspects|assumes|proposes|recommends|confirms|wonders|prefers|promised|promises"
    r"|(?:does|did|do)(?: not|n't) (?:remember|recall|know|think|see|agree|believe|like|want)"
    r"|pinged|answered|commented|believes|believed|(?:is|was|are|goes|went|being) on[- ]?call)\b",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"(?:\s+\(?(?:\w+ly |also |then |just )?(?:"
    r"sees|saw|found|went|goes|came|took|takes|gave|got|did|didn't|ran|wants|joins|looks|checks|tries"
    r"|watches|notices|finds|opens|begins|starts|stops|restarts|investigates|follows|leads|gets|gives"
    r"|keeps|sends|turns|holds|raises|brings|comes|leaves|makes|posts|calls|decides|reverts|deploys"
    r"|merges|announces|declares|hands"
    r"|broke|made|left|sent|began|brought|built|caught|kept|led|lost|met|spoke|thought|understood|woke"
    r"|and i|on[- ]?call|has (?:it|the|this)|know(?=\W*$)|please"
    r"|will (?:check|look|take|try|join|ask|write|call|handle|own|follow|investigate|let)"
    r"|(?:is|was|got) (?:paged|pinged|woken)|had \w\w+ed"
    r"|(?:is|was|will be|has been|had been|are|were)(?: (?:now|not|still|also|already|the))?"
    r" (?:\w+ing|away|off|out|asleep|aware|afk|here|back|online|ooo|on it|on leave|ic|incident)"
    r"|(?!(?:need|feed|speed|proceed|succeed|exceed|embed|shed|bleed|seed|breed|heed|weed|bed|red|hundred"
    r"|indeed|reached|exceeded|allowed|required|expected|based|used|shared|limited|needed|speed|wed"
    r"|supported|configured|estimated|sized|unused|requested|retried|related|cached|queued)\b)\w\w+ed"
    r")\b|'s\s+\w|,? (?:who|please|(?:can|could|would|did|do|are|have) you)\b)",
    re.IGNORECASE,
)
_CALLED = re.compile(r"(?:\w, |--? |\b(?:let|wake|please|so) )$", re.IGNORECASE)
_PAUSE = re.compile(
    r" (?:know|up)\b|,? (?:can|could|would|please|did|do|are|have) (?:you|look|check)\b"
    r"|, (?:thanks|please)|[,.!?]?[ \t]*(?:\n|$)|[.!?]\s",
    re.IGNORECASE,
)
_IS = re.compile(r"\s+(?:is|was|has|had|isn't|wasn't|hasn't|hadn't|would|and I|, who)\b")
_AMONG = re.compile(r"(?:,| and| or| &|/)\s?(?:[A-Z@\[]|I\b)")
_SURNAME = re.compile(r"^\s[A-Z][\w'-]+(?=\s)")
_POST = re.compile(
    r"\b(?:engineer|commander|lead|leader|manager|developer|operator|responder|on[- ]call|director"
    r"|head|colleague|teammate|mr\.?|mrs\.?|ms\.?|dr\.?)\s+$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:,|;|&|/|\band|\bor)\s$")
_ENDS = re.compile(r"\s*(?:$|[,.;)\]|\n])")
_SPEAKS = re.compile(r">?:\s+[^\s\d]|>\s")
_LINE_HEAD = re.compile(r"[\W\d_]*(?:(?:am|pm|utc|gmt|cet|z)\b[\W\d_]*)?", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[|(\[{<>\"\t\n]|(?:^|\n)#{1,6} )\s*$")
_CLOSES = re.compile(r"\s*(?:$|[|)\]}<>\"\t\n])")
_COMPOUND_BEFORE = re.compile(r"[\w)][-_./\\=+$%#:&]\Z|[-$%#\\/=.]\Z")
_COMPOUND_AFTER = re.compile(r"[-_./\\=+:&(\[{]\w|[_=(\[{]|-")
_OWNED_BY = re.compile(
    r"(?:[/\\](?:home|users?|u|people|profiles?|members?|authors?)[/\\]|\bmailto:|\buser[-_]"
    r"|[?&](?:user|author|owner|assignee|by)=)\Z",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?:^|\n)[ \t>]*--?\Z")
_BELONGING = re.compile(
    r"[-_.](?:laptop|macbook|mac|desktop|phone|iphone|ipad|pc|workstation|home|desk|machine|box|vm"
    r"|dev)\b",
    re.IGNORECASE,
)
_STYLE_RULE = re.compile(r"[\w\s-]{0,40}\{")  # @page { … }
_DAY_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?(?: of)?[ -]$")
_DAY_AFTER = re.compile(r",?[ -]\d")
_SENTENCE = re.compile(r"[.!?:|>#•·]$|\s-$|^-$")
_IN_BRACKETS = re.compile(r"\[[^\W\d][^\[\]\n]{0,79}\]")
_LINE_PART = re.compile(r"[.!?\n|]")
_WORD = re.compile(r"[^\W\d_]{2,}")


def used_as_name(text: str, start: int, end: int) -> bool:
    """Whether the ordinary word from ``start`` to before ``end`` of plain text names somebody."""
    before = _IN_BRACKETS.sub("[x]", text[max(0, start - _FAR) : start])[-_NEAR:]
    after = _IN_BRACKETS.sub("[x]", text[end : end + _FAR])[:_NEAR]
    if before.endswith("@") or after.startswith("@"):
        return not _STYLE_RULE.match(after)
    word = text[start:end]
    low = word.casefold()
    dated = low in MONTHS and (_DAY_BEFORE.search(before) or _DAY_AFTER.match(after))
    if low in NO_NAMES or after.startswith("'t") or dated:
        return False
    if (_BELONGING.match(after) or _OWNED_BY.search(before)) and low not in THINGS:
        return True
    if _SIGNED.search(before) and re.match(r"\s*(?:\n|\Z)", after):
        return word.istitle() and low not in THINGS
    compound = _COMPOUND_BEFORE.search(before) or _COMPOUND_AFTER.match(after)
    if not compound and word.islower():
        return _lower_case_name(low, before, after)
    return not compound and (
        _named_around(low, before, after)
        or _named_around(low, before, _SURNAME.sub("", after))
        or _capital_says_it(word, before, after)
    )


def _lower_case_name(word: str, before: str, after: str) -> bool:
    if re.search(r"\b(?:the|a|an|this|each|every|any|no|our|your|its|of)\s+$", before):
        return False
    if word in THINGS:
        return bool(_SAYS.match(after))
    if word not in NOUNS and _BESIDE.search(before):
        return not re.match(r"\s*\d", after)
    return _named_around(word, before, after)


def _named_around(word: str, before: str, after: str) -> bool:
    """Whether the words around speak of a person, whatever the capitals."""
    if _SAYS.match(after) or _ADDRESSED.search(before) or _LABEL.search(before):
        return True
    if word in THINGS:
        return False
    line = before.rpartition("\n")[2]
    if _LINE_HEAD.fullmatch(line) and _SPEAKS.match(after):
        return True
    return bool(_ACTS.match(after) or (_CALLED.search(before) and _PAUSE.match(after)))


def _capital_says_it(word: str, before: str, after: str) -> bool:
    low = word.casefold()
    caps = word.isupper() and len(word) > 1
    if caps and (low in THINGS or len(low) < 3):
        return False
    alone = _OPENS.search(before) and _CLOSES.match(after)
    listed = _AMONG.match(after) or (_LISTED.search(before) and _ENDS.match(after))
    if low not in THINGS and (alone or listed or _POST.search(before)):
        return True
    if _in_title_case(before, after, caps=caps):
        return False
    if not _starts_sentence(before):
        return True
    if low in THINGS or caps:
        return False
    return bool(_IS.match(after) or _BESIDE.search(before))


def _starts_sentence(before: str) -> bool:
    lead = before.rstrip(" \t\"'([{*_`~<\u201c\u201e\u00ab")
    line = lead.rpartition("\n")[2]
    if not lead or _SENTENCE.search(lead) or _LINE_HEAD.fullmatch(line):
        return not _continues(lead)
    return False


def _continues(lead: str) -> bool:
    """Whether a line only goes on with the sentence of the line above."""
    above, broken, line = lead.rpartition("\n")
    return bool(broken and not line.strip() and re.search(r"[a-z,]{2}[ \t]*$", above)) and (
        len(above.rpartition("\n")[2]) > 40
    )


def _in_title_case(before: str, after: str, *, caps: bool) -> bool:
    """Whether the three words on each side have capitals as well, so that one more says nothing."""
    left = _WORD.findall(_IN_BRACKETS.sub("", _LINE_PART.split(before)[-1]))[-3:]
    right = _WORD.findall(_IN_BRACKETS.sub("", _LINE_PART.split(after)[0]))[:3]
    words = left + right
    capitals = [word for word in words if (word.isupper() if caps else word[0].isupper())]
    return len(words) > 1 and len(capitals) > 0.7 * len(words)
