"""Names that are ordinary words as well, and where a sentence uses one as a name.

The lists are ours. A word that is missing counts as a name wherever it stands, which costs a
question; a word too many costs nothing where it is capitalised inside a sentence.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    "aan af al am an and at av bat bin bint da das de degli dei del dela della den der des di "
    "do dos du e el est het i ibn la las le les lo los mac mc of op os saint san santa st te "
    "ten ter the tot und van vom von vd y zu zum zur"
)
"""Words inside a full name that are no name by themselves."""

NO_NAMES = _words(
    "abuse account accounts admin administrator alert alerts api app backup bot build care ceo "
    "chat ci cio client contact cso cto customer customers data db dba deploy desk dev "
    "developer devops dr engineer engineering eng esq ext external guest he health help "
    "helpdesk her hello him his hr incident incidents info infra intern internal it jr junior "
    "lead legal mail manager me mgr mr mrs ms mx network news no-reply noc noreply office "
    "oncall on-call operations operator ops owner page pager phd platform postmaster press "
    "principal product prod prof qa release root sales secops security senior server service "
    "services she shift site sir slack sr sre staff staging status success sudo support "
    "sysadmin system systems team tech test them they their ubuntu us user web webmaster www ii "
    "iii iv"
)
"""Words in display names and addresses that say what somebody does, not who they are."""


_GIVEN = _words("mark will may bill grace hope art rob pat sue max ray dean grant chase")


def is_ordinary(word: str) -> bool:
    """Whether a folded word may well not be a name where it stands."""
    return word in _GIVEN or (len(word) < 3 and word.isascii())


def used_as_name(text: str, start: int, end: int) -> bool:
    """Whether the sentence uses the ordinary word from ``start`` to ``end`` as a name."""
    word = text[start:end]
    return text[start - 1 : start] == "@" or not word.islower()
