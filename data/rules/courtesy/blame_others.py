"""English words that blame another client or project: "busy with another client", in any wording."""

from __future__ import annotations

from data.rules.courtesy.blame import REST, Blame, any_of, blame, maybe, some

_REASON = "It puts others' work before theirs."

_SERVED = any_of(
    "clients?, customers?, projects?, commissions?, gigs?, assignments?, engagements?, client work, "
    "project work"
)
_WORK = any_of(
    "jobs?, work, deadlines?, commitments?, obligations?, emergenc(?:y|ies), cris[ie]s, priorities, orders?"
)
_S = "(?:'s|s'|')?"
_OTHER = any_of(
    "another, other, others', different, bigger, larger, more urgent, more important, more pressing, "
    "urgent, important, big, large, previous, earlier, existing, competing, demanding, difficult, "
    "better-paying"
)
_COUNT = any_of(
    "an?, one of, one, two, three, several, some, many, a few, too many, a lot of, lots of, so many, all, "
    "all of, both, most of"
)
# "Your other project" is theirs, and "the other job" is as likely a part of the same work, or a program's.
_NOT_THEIRS = r"(?<!your )(?<!their )(?<!its )"
_NOT_THE = r"(?<!the )(?<!this )(?<!that )(?<!these )(?<!those )"
_KINDS = (
    rf"{any_of('an?, some, one, two, the, several')} (?:\w+ )?{_SERVED}{_S} of (?:mine|ours)",
    rf"{any_of('one, two, some, several, many, a few, most, all')} of (?:my|our) (?:\w+ )?{_SERVED}{_S}",
    rf"(?:{_COUNT} )?(?:(?:the|my|our|these|those|that) )?{_NOT_THEIRS}{_OTHER} (?:\w+ )?{_SERVED}{_S}"
    rf"(?: (?:work|jobs?|emergency|deadline|launch))?(?: of (?:mine|ours))?",
    rf"(?:{_COUNT} )?(?:(?:my|our) )?{_NOT_THEIRS}{_NOT_THE}{_OTHER} (?:\w+ )?{_WORK}(?: of (?:mine|ours))?",
    rf"{any_of('somebody, someone, anybody, anyone')} else(?:'s)?(?: (?:{_SERVED}|{_WORK}))?",
    r"(?:an|my|our|some) other (?:ones?|people)",
    r"(?:a|my|our) (?:clients?|customers?)(?:'s)? (?:emergency|crisis|deadline|launch)",
)
THEM = "(?:" + "|".join(_KINDS) + ")"
"""Somebody else who is served: "another client", "one of my bigger projects", "someone else's job"."""

_TO = any_of("with, by, on, onto, into, in, under, from, to, for")
_VERY = any_of("still, so, too, very, really, completely, totally, all, rather, quite, just, always")
_TIED = any_of(
    "busy, tied up, caught up, held up, held back, taken up, wrapped up, bogged down, swamped, snowed "
    "under, overloaded, overwhelmed, stuck, occupied, preoccupied, engaged, distracted, delayed, slowed "
    "down, absorbed, pulled away, pulled, dragged, called away, drawn, kept, kept busy, buried, drowning, "
    "booked, working, focused, focusing, concentrating, interrupted"
)
_OWING = any_of(
    "because of, due to, owing to, thanks to, on account of, as a result of, in favou?r of, for the sake "
    "of, in spite of, blame"
)
_HELPER = any_of(
    "has, have, had, is, are, was, were, will, would, just, really, suddenly, also, simply, again, still"
)
_HINDERS = any_of(
    "kept, keeps?, keeping, held, holds?, holding, took, takes?, taken, taking, needed, needs?, wanted, "
    "wants?, demanded, demands?, required, requires?, asked, called, came, comes?, got, gets?, ran over, "
    "runs? over, overran, delayed, delays?, ate, eats?, eaten, swallowed, blew up, went wrong, pushed, "
    "stopped, prevented, interrupted, pulled, dragged, cost, fills?, filled, occupied, occupies, had to, "
    "has to, have to, had an?, has an?, goes?, went, had priority, has priority, have priority, more "
    "urgent, more important, due, blocked, blocks?, slowed, distracted, first, in the way, on fire"
)
_HOLD = any_of(
    "finish, help, do, handle, deal with, look after, work on, attend to, serve, save, complete, deliver, "
    "focus on, switch to, prepare, support, rescue"
)
_DOING = any_of(
    "finishing, helping, handling, dealing with, looking after, attending to, serving, completing, supporting"
)
_DID = any_of(
    "finished, helped, served, dealt with, worked on, worked for, switched to, focused on, moved on to, "
    "supported"
)
_PREFER = any_of("prioriti[sz]e, put, putting, give priority to, giving priority to, prefer")
_FLOODED = any_of("busy, swamped, snowed under, drowning, buried")

OTHERS: tuple[Blame, ...] = (
    blame(
        rf"(?:because|since|as|while|for) {THEM} {some(_HELPER)}{_HINDERS}{REST}",
        _REASON,
        "because I was not free",
    ),
    blame(rf"{_OWING} {THEM}", _REASON, "for reasons on my side"),
    blame(rf"(?:because|since) {THEM}", _REASON, "because I was not free"),
    blame(rf"(?:got|get|became) {maybe(_VERY)}{_TIED} {_TO} {THEM}", _REASON, "was not free"),
    blame(rf"{maybe(_VERY)}{_TIED} {_TO} {THEM}", _REASON, "not free"),
    blame(rf"(?:(?<=to )|(?<=must ))(?:first )?{_HOLD} {THEM}(?: first)?", _REASON, "keep to my plan"),
    blame(rf"{_PREFER} {THEM}(?: first)?", _REASON, "keep to my plan"),
    blame(rf"gave priority to {THEM}", _REASON, "kept to my plan"),
    blame(rf"{_DOING} {THEM}(?: first)?", _REASON, "not free"),
    blame(rf"{_DID} {THEM}(?: first)?", _REASON, "was not free"),
    blame(rf"(?:spent|spend|spending)(?: \w+){{1,4}}? (?:on|with|for) {THEM}", _REASON, "was not free"),
    blame(rf"(?:went|goes|go|gone) (?:in|on)?to {THEM}", _REASON, "was full"),
    blame(rf"time (?:on|for|with) {THEM}", _REASON, "time"),
    blame(rf"{THEM} {some(_HELPER)}{_HINDERS}{REST}", _REASON, "I was not free"),
    blame(
        rf"{_FLOODED} (?:with|by|in|under) (?!your |this |that )(?:\w+ ){{0,2}}(?:{_SERVED}|work)",
        _REASON,
        "not free",
    ),
    blame(
        rf"(?:(?<=have )|(?<=had )|(?<='ve )|(?<=got )|(?<=on ))(?:too|so) (?:many|much) (?:\w+ )?"
        rf"(?:{_SERVED}|work|jobs)",
        _REASON,
        "a full week",
    ),
    blame(
        r"(?:you're|you are|your \w+ (?:is|was)) not (?:my|our|the) only (?:client|customer|project|job|one)",
        _REASON,
        "I plan my days ahead",
    ),
    blame(
        r"(?:more (?:important|urgent)|bigger) than (?:you|yours|your \w+)", _REASON, "planned for earlier"
    ),
    blame(
        r"(?:other|more important|more urgent) things (?:came|come|got|kept|took)" + REST,
        _REASON,
        "I was not free",
    ),
    blame(r"(?<=have )(?:other|more important|more urgent|bigger) things(?: to do)?", _REASON, "a full week"),
    blame(
        r"(?:you|yours|your \w+) (?:had|has|have) to wait (?:for|behind|until|because)" + REST,
        _REASON,
        "it took longer",
    ),
)
