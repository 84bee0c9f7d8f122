"""English words that blame the one who reads: "you forgot", "as I already told you"."""

from __future__ import annotations

from data.rules.courtesy.blame import REST, Blame, any_of, blame, some

_REASON = "It blames the one who reads it."

_UNLESS = (
    r"(?<!\bif )(?<!in case )(?<!whether )(?<!unless )(?<!once )(?<!\bwhen )(?<!until )(?<!\bwhat )"
    r"(?<!the event )"
)
"""Before these, it is a condition and no reproach."""

_REALLY = any_of(
    "have, had, all, obviously, clearly, simply, just, again, once again, completely, also, always, still, "
    "then, even"
)
_YOU = rf"{_UNLESS}you(?:'ve|'d)? {some(_REALLY)}"
_NOT = any_of(
    "didn't, did not, haven't, have not, hadn't, had not, never, don't, do not, won't, wouldn't, would not, "
    "couldn't, could not, can't, cannot"
)
_GIVE = any_of(
    "sen[dt], give, gave, given, deliver(?:ed)?, provided?, shared?, upload(?:ed)?, suppl(?:y|ied), "
    "submit(?:ted)?, hand(?:ed)?(?: in| over)?"
)
_ACT = any_of(
    "repl(?:y|ied), answer(?:ed)?, respond(?:ed)?, tell, told, read, listen(?:ed)?, check(?:ed)?, pay, "
    "paid, get back, got back, done?, did, approved?, sign(?:ed)?, decided?, follow(?:ed)?, mention(?:ed)?, "
    "say, said, specif(?:y|ied), warn(?:ed)?, understand, understood, think, thought, react(?:ed)?, "
    "confirm(?:ed)?, call(?:ed)?(?: back)?, write, wrote, written, cared?, notic(?:e|ed), explain(?:ed)?, "
    "finish(?:ed)?, keep, kept, pay attention, look(?:ed)?, test(?:ed)?"
)
_BOTHER = any_of("even, yet, once, bother to, bothered to, manage to, managed to, think to, care to")
_US = r"(?: me| us| over| it to me| it to us)*"
_REPEATED = any_of("already, previously, repeatedly, just, clearly, often, earlier, before")
_HAVE = "(?:i|we)(?:'ve| have| had|'d)?"
_SAID = any_of(
    "told, said, mentioned, wrote, written, explained, asked, informed, stated, warned, pointed out, "
    "requested, noted, discussed, reminded"
)
_OFTEN = any_of(
    "so, before, already, twice, earlier, previously, several times, many times, repeatedly, often, last week"
)
_FAILINGS = any_of(
    "delays?, late(?:ness)?, slow(?:ness)?, failure, mistakes?, errors?, lack, negligence, carelessness, "
    "indecision, changes? of mind, silence, missing, absence"
)
_OWING = any_of("because of, due to, owing to, thanks to, on account of")
_SPOILT = any_of(
    "caused, messed up, screwed up, broke, broken, ruined, spoilt, spoiled, botched, ignored, delayed, "
    "misled, lied, confused, wasted"
)
_DROPPED = any_of("forgot, forgotten, neglected, omitted, failed, fail")

_ACTED = (
    r"(?! (?:received|got|gotten|the|an?|your|my|it|all|everything|access|this|that|these|those|now|no|any"
    r"|enough|two|three|seen it|heard from)\b)"
)
"""After "you should have": not what they should have by now, but what they should have done."""

_CONTEMPT = any_of(
    "idiots?, idiotic, stupid(?:ity)?, morons?, moronic, imbeciles?, fools?, foolish, clueless, incompetent, "
    "incompetence, ridiculous, pathetic, useless, ignorant, lazy, dumb, nonsense, bullshit, crap, damn"
)

READER: tuple[Blame, ...] = (
    blame(_CONTEMPT, "Contempt is never taken back by a later kindness.", ""),
    blame(rf"{_YOU}{_DROPPED} to {_GIVE}{_US}", _REASON, "I am still missing"),
    blame(rf"{_YOU}{_DROPPED} to", _REASON, "the next step is to"),
    blame(
        rf"{_YOU}(?:forgot|forgotten|overlooked|neglected|lost|mislaid)(?: about)?", _REASON, "still open is"
    ),
    blame(rf"{_YOU}failed", _REASON, "it did not work"),
    blame(
        r"you (?:really |surely )?(?:should|could|ought to|might)(?:n't| not)?(?: at least| really)?"
        r"(?: have|'ve)" + _ACTED + REST,
        _REASON,
        "what matters is what we do from here",
    ),
    blame(rf"(?:because|since|as) you(?:'ve)? {_NOT} {_GIVE}{_US}", _REASON, "while I am waiting for"),
    blame(
        rf"(?:because|since) you(?:'ve| have)? (?:{_NOT}|{_DROPPED}|(?:were|are) (?:too )?(?:late|slow)"
        rf"|took|kept|keep|changed|delayed|ignored|insisted|made|missed|lost|broke){REST}",
        _REASON,
        "because a piece was still open",
    ),
    blame(rf"{_OWING} you", _REASON, "on the way"),
    blame(rf"{_OWING} your (?:\w+ )?{_FAILINGS}{REST}", _REASON, "since a piece came later than planned"),
    blame(
        r"(?:all |entirely |clearly |really |partly )?your (?:own |very own )?fault",
        _REASON,
        "something to sort out together",
    ),
    blame(r"not (?:my|our) (?:fault|mistake|problem)", _REASON, "something to sort out together"),
    blame(
        r"your (?:own )?(?:mistake|error|negligence|carelessness|failure|delay|oversight)",
        _REASON,
        "what happened",
    ),
    blame(
        r"you(?:'re| are| were) (?:to blame|at fault|responsible for (?:the|this|that) "
        r"(?:delay|mess|mistake|problem|error))",
        _REASON,
        "we can sort this out together",
    ),
    blame(r"(?:i|we) (?:have to |must |can only )?blame you", _REASON, "we can sort this out together"),
    blame(
        r"you(?:'re| are| were) (?:too |so |very |again )?"
        r"(?:late|slow|careless|wrong|mistaken|confused|unclear|disorgani[sz]ed)",
        _REASON,
        "there is something to sort out",
    ),
    blame(
        rf"(?:as|like) {_HAVE} {some(_REPEATED)}{_SAID}(?: to)?(?: you)?(?: {_OFTEN})*", _REASON, "in short"
    ),
    blame(rf"as {_REPEATED} {_SAID}", _REASON, "in short"),
    blame(
        r"(?:as )?per my (?:last|previous|earlier|prior) (?:e-?mail|mail|message|note)", _REASON, "in short"
    ),
    blame(rf"{_HAVE} (?:{_REPEATED} )+(?:asked|reminded|requested)(?: you)?", _REASON, "may I ask you again"),
    blame(
        rf"{_HAVE} (?:{_REPEATED} )+(?:told|informed|warned|explained to|said to) you",
        _REASON,
        "let me say again",
    ),
    blame(rf"{_HAVE} (?:told|warned|asked|reminded) you(?: {_OFTEN})+", _REASON, "let me say it again"),
    blame(rf"how many times (?:do|did|must|have) (?:i|we){REST}", _REASON, "let me say it again"),
    blame(rf"{_YOU}{_NOT} {some(_BOTHER)}{_GIVE}{_US}", _REASON, "I am still waiting for"),
    blame(rf"{_YOU}{_NOT} {some(_BOTHER)}{_ACT}", _REASON, "I have not heard yet"),
    blame(r"you still owe (?:me|us)", _REASON, "I am still waiting for"),
    blame(rf"{_YOU}{_SPOILT}", _REASON, "we can sort out"),
    blame(
        rf"{_YOU}(?:kept|keep|are keeping|took) "
        r"(?:me waiting|us waiting|changing|asking|too long|so long|forever|ages)" + REST,
        _REASON,
        "it took longer than planned",
    ),
    blame(rf"{_YOU}(?:changed|keep changing|kept changing) your mind{REST}", _REASON, "the plan has changed"),
    blame(rf"{_UNLESS}you (?:were|are) supposed to", _REASON, "the next step is to"),
    blame(r"you(?:'d| had)? promised(?: me| us)?(?: to| that)?", _REASON, "we had planned"),
    blame(rf"if (?:only )?you had(?:n't| not){REST}", _REASON, "from here on"),
)
