"""Words that are names as well, and words in names that name nobody. The lists are ours.

A word missing from the ordinary ones counts as a name wherever it stands, which costs a person one
question. A word too many costs nothing where it is capitalised inside a sentence, or where the
sentence uses it as a name (`app.domain.name_use`).
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
    "oncall on-call operations operator ops owner pager phd platform postmaster press "
    "principal product prod prof qa release root sales secops security senior server service "
    "services she shift site sir slack sr sre staff staging status success sudo support "
    "sysadmin system systems team tech test them they their ubuntu us user web webmaster www "
    "ii iii iv"
)
"""Words in display names and addresses that say what somebody does, not who they are."""

THINGS = _words(
    "an and any are as ash at ball bank banks bar bass bay be bean beat beau bell bent berry "
    "best bird black blue bond book boss bowl brick bridge bright broad brown buffer burn bush "
    "but by camp can case cash chance chat chips church click close coach coin core couch crane "
    "cross curry dart data day diamond dish do down drum early easter else ember even ever fan "
    "field fields flag flint flip floor flow foot for ford forest fox free fri friday from frost "
    "gang gates gift glass go gold golden good grave graves gray green grey hall hand hash he "
    "head heart her high hill him his hook hooks house how hub hung if in is it its java job key "
    "keys lake lamb lan land lane last law lay leaf let line link little live lock log long lot "
    "love low major man mar march marsh me min minor mint mon monday moon moss most mount much "
    "my net new nice night no noble nor north not odd of on one or our out own pace pack packer "
    "page pages pal parent park parks part peak peg pepper per perl pick ping plank plant pole "
    "pond pool port post pound power powers price prime python quick quill rail rain ram ran "
    "rand read reader red ring rip roach rock rocks root rows rule rune rush said sale salt sand "
    "sang sat saw scala score seal sec see self sharp she shore short silver small smart snow so "
    "spark speaker speed spring stark steel stock stone storm strange street string stringer "
    "strong such sun sunday tab table tad tag tally tan teller temple tester than that the them "
    "then they this thu tile tin to token tone tong too tower trace tray tree true tue two up us "
    "via walk walker wall walls ward was watchman water waters way we wed wells were west when "
    "white who why wild wind wing winner winter wise wit wolf wood woods word workman worth yes "
    "you"
)
"""Ordinary words that in the language of incidents are things far more often than people."""

NOUNS = _words(
    "alpha amber april art august autumn chip clay cliff crystal daisy dash dawn del dev dot "
    "faith grace guy harmony honor hope ivory jade jan jewel joy june lily marina mat max may "
    "melody mercy mike miles nat olive opal pat patience peace pearl penny pip reg rich river "
    "rose ruby sage scout sky star summer temperance val verity victory violet"
)
"""First names that are nouns in lower case, after “with” or “by” as anywhere."""

_GIVEN = _words(
    "ace ali ally angel archer archie arrow aspen aurora baker barber barker basil bea bill "
    "bishop blaze bliss bob bowman brandy brewer brook brooke buck bud buddy butcher butler cal "
    "candy carol carpenter carver chad charity chase cherry chuck colt constable cook cooper "
    "crow cutter dale dan dean dear dick diver dixie doe don downs drake draper drew duck duke "
    "dusty earl earnest ed elm eve falcon farmer fern finch fine fish fisher flowers foreman "
    "foster fowler frank freeman french fry fuller gale gamble garland gene ginger glen goodman "
    "grant gunner hacker hardy hare hart hawk hay hazel heard heath heather herring holly hood "
    "horn hunt hunter iris ivy jack jasmine jay jean jet jo jock jon jude judge keen keeper ken "
    "king kings kit kitty knight lacy lance lark laurel leach lee les liberty linus lord lovely "
    "lux mac mace mark marks marshal marshall mason masters maverick mead meadows meek miller "
    "mills missy mister misty moody moor more myrtle nail nan neo nick nicks norm nova oak palm "
    "palmer pansy parish partridge pascal peck pete phoenix pierce pike piper pope poppy porter "
    "potter priest prince proud queen quest randy raven ray reed rex rick rider rob robin rocky "
    "rod rods roger roman rosemary rosy rowan rusty saddler sailor sam sandy savage sawyer "
    "sellers shepherd silk singer skip skipper smith sol song sonny sons sparks sparrow spears "
    "spice stan sterling stew steward sue sunny swan sweet swift tailor thorn tiller trapper "
    "trey tripp trout tucker turner ty valentine van viola vogue wade warden warren weaver "
    "wheeler wilder will willow winters wright young zed zen"
)

MONTHS = _words("jan april may june august")

ORDINARY = THINGS | NOUNS | _GIVEN


def is_ordinary(word: str) -> bool:
    """Whether a folded word may well not be a name where it stands."""
    return word in ORDINARY or (len(word) < 3 and word.isascii())
