"""The judge: letters in, a verdict for each and the exchanges out. Pure (R1-R19 of MAIL.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from data.feeds.mail.answers import Answer, answer_for, direct_answer, last_by_subject
from data.feeds.mail.book import ClientBook
from data.feeds.mail.counting import Objection, Surroundings, alias, objection
from data.feeds.mail.exchanges import exchange, last_written, members_of
from data.feeds.mail.identity import Message, merge
from data.feeds.mail.letter import NEVER_COUNTS, Letter, LetterKey, Role
from data.feeds.mail.people import identify
from data.feeds.mail.threads import link, mark_bounced, my_ids
from data.feeds.mail.verdict import Exchange, Judgement, Kind, Ruling, Verdict

_NO_RULINGS: Mapping[str, Ruling] = {}
_ROLE_REASONS = {
    Role.DRAFTS: "draft",
    Role.JUNK: "junk",
    Role.TRASH: "trash",
    Role.OUTBOX: "outbox",
    Role.TEMPLATES: "template",
}


def judge(
    letters: Iterable[Letter],
    me: frozenset[str],
    book: ClientBook,
    rulings: Mapping[str, Ruling] = _NO_RULINGS,
) -> Judgement:
    """Judge letters.

    `me` are my addresses as `addresses.normal` gives them, `rulings` what the user decided, by Message-ID.
    The verdicts are the same as if all mail were judged if the letters are closed under `letter.tokens`: if
    every letter that shares a token with one of them is among them.
    """
    verdicts: dict[LetterKey, Verdict] = {}
    readable: list[Letter] = []
    for letter in letters:
        verdict = _at_sight(letter, me)
        if verdict is None:
            readable.append(letter)
        else:
            verdicts[letter.at] = verdict
    return _Court(readable, me, book, rulings, verdicts).judgement()


def _at_sight(letter: Letter, me: frozenset[str]) -> Verdict | None:
    """Judge what needs nothing else: the unreadable, and what lies where nothing counts (R1, R16)."""
    if letter.skipped == "hidden":
        return Verdict(Kind.IGNORED, "hidden", "R16")
    if letter.skipped:
        return Verdict(Kind.SKIPPED, letter.skipped, "R16")
    address = letter.senders[0] if letter.senders else ""
    if letter.role in NEVER_COUNTS:
        return Verdict(Kind.NOT_COUNTED, _ROLE_REASONS[letter.role], "R1", address=address)
    if "D" in letter.flags and address in me:
        return Verdict(Kind.NOT_COUNTED, "draft", "R1", address=address)
    return None


class _Court:
    """Holds what judging one set of letters needs."""

    def __init__(
        self,
        letters: list[Letter],
        me: frozenset[str],
        book: ClientBook,
        rulings: Mapping[str, Ruling],
        verdicts: dict[LetterKey, Verdict],
    ) -> None:
        self.me, self.book, self.rulings, self.verdicts = me, book, rulings, verdicts
        self.messages = merge(letters, me)
        for message in self.messages:
            identify(message, me, book)
        self.messages.sort(key=lambda message: (message.at, message.letter.at))
        self.threads = link(self.messages)
        mark_bounced(self.messages)
        self.my_ids = my_ids(self.messages)
        self.written = last_written(self.messages)
        self.by_subject = last_by_subject(self.messages)
        self.exchanges: list[Exchange] = []
        self.aliases: set[str] = set()

    def judgement(self) -> Judgement:
        """Judge thread by thread."""
        for thread in self.threads:
            self._judge_thread(thread)
        return Judgement(self.verdicts, tuple(self.exchanges), tuple(sorted(self.aliases)))

    def _judge_thread(self, thread: list[Message]) -> None:
        took_part = any(message.mine and not message.robot for message in thread)
        around = Surroundings(self.me, self.book, self.my_ids, took_part)
        by_client: dict[int, list[tuple[Message, Objection | None]]] = defaultdict(list)
        for message in thread:
            for copy in message.others:
                self.verdicts[copy.at] = _verdict(message, Kind.DUPLICATE, "same message", "R13")
            if message.mine:
                self.verdicts[message.letter.at] = _of_mine(message)
                continue
            against = objection(message, around)
            if message.client_id is None or message.robot:
                assert against is not None
                self._say(message, Kind.NOT_COUNTED, *against)
                continue
            if self.rulings.get(message.ident) is Ruling.COUNTS:
                against = None
            by_client[message.client_id].append((message, against))
            if against is None and (address := alias(message, around)):
                self.aliases.add(address)
        for inbound in by_client.values():
            self._judge_client(inbound, thread)

    def _judge_client(self, inbound: list[tuple[Message, Objection | None]], thread: list[Message]) -> None:
        """Judge what one client wrote in one thread."""
        found = (direct_answer(message, thread, self.by_subject, self.rulings) for message, _ in inbound)
        answers = [answer for answer in found if answer is not None]
        counted: list[Message] = []
        waiting: list[Message] = []
        for message, against in inbound:
            if against is not None:
                self._say(message, Kind.NOT_COUNTED, *against)
                continue
            counted.append(message)
            if self._waits(message, answer_for(message, answers)):
                waiting.append(message)
        if counted:
            members = members_of([message for message, _ in inbound], thread)
            flag_only = bool(answers) and all(answer.rule == "R7" for answer in answers)
            self.exchanges.append(exchange(counted, waiting, members, self.written, answered_flag=flag_only))

    def _waits(self, message: Message, answer: Answer | None) -> bool:
        """Give a message that counts its verdict; whether it waits."""
        letter = message.letter
        if answer is not None:
            refused = answer.reason == Ruling.NOT_CLIENT_MATTER
            self._say(message, Kind.NOT_COUNTED if refused else Kind.ANSWERED, answer.reason, answer.rule)
        elif letter.gone or letter.role is not Role.WATCHED:
            self._say(message, Kind.NOT_COUNTED, "filed", "R1")
        elif "T" in letter.flags:
            self._say(message, Kind.NOT_COUNTED, "deleted", "R1")
        else:
            self._say(message, Kind.UNANSWERED, "", "R12")
            return True
        return False

    def _say(self, message: Message, kind: Kind, reason: str, rule: str) -> None:
        self.verdicts[message.letter.at] = _verdict(message, kind, reason, rule)


def _verdict(message: Message, kind: Kind, reason: str, rule: str) -> Verdict:
    address = message.sender or next(iter((*message.letter.to, *message.letter.cc)), "")
    return Verdict(kind, reason, rule, message.client_id, address)


def _of_mine(message: Message) -> Verdict:
    if message.robot:
        return _verdict(message, Kind.NOT_COUNTED, message.robot, "R5")
    if message.bounced:
        return _verdict(message, Kind.OUTBOUND, "bounced", "R14")
    return _verdict(message, Kind.OUTBOUND, "", "R2")
