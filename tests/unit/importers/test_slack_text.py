"""What Slack messages say, as plain text; no secret gets into it."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.evidence import Record
from app.importers.chat.slack_export import Conversation
from app.importers.chat.slack_markup import plain, strip_tokens
from app.importers.chat.slack_messages import Messages, stamp_of
from app.importers.chat.slack_people import People
from app.importers.chat.slack_text import MessageText
from app.importers.readers.json_text import Json, elements
from tests.unit.importers.json_values import VALUES

TOKEN = re.compile(r"xox[a-z](?:\.xox[a-z])*-\w")
DAY = "general/2024-03-30.json"


def said(message: dict[str, Json], people: People | None = None) -> str:
    return MessageText(people or People()).of(message)


def section(text: str) -> dict[str, Json]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


class TestMarkup:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("<@U1> and <@W2|will>", "@Ana and @will"),
            ("<@U9>", "@U9"),
            ("<#C1|general> <#C1> <#C9>", "#general #general #C9"),
            ("<!here> <!channel> <!everyone|everyone>", "@here @channel @everyone"),
            ("<!subteam^S1|@oncall> <!subteam^S1>", "@oncall @S1"),
            ("<!date^1711766400^{date}|30 March>", "30 March"),
            ("<!date^1711766400^{date}^https://a.example/>", "2024-03-30T02:40:00Z"),
            (
                "<https://a.example/?q=%7E~&amp;r=1|the page>",
                "the page (https://a.example/?q=%7E~&r=1)",
            ),
            ("<https://a.example/>", "https://a.example/"),
            ("<http://a.example|a.example>", "http://a.example"),
            ("<mailto:a@b.example|a@b.example>", "a@b.example"),
            ("<mailto:a@b.example|write>", "write (a@b.example)"),
            ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
            ("&amp;lt;b&amp;gt; &amp;amp;", "&lt;b&gt; &amp;"),
            ("List<String> <b> < > <>", "List<String> <b> < > <>"),
            ("&quot; &nbsp;", "&quot; &nbsp;"),
        ],
    )
    def test_it_reads_as_slack_shows_it(self, text: str, shown: str) -> None:
        people = People()
        people.add_members([{"id": "U1", "name": "a.b", "profile": {"display_name": "Ana"}}])
        people.add_channel("C1", "general")
        assert plain(text, people) == shown

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("https://f.example/a.png?t=xoxe-1-2-abc", "https://f.example/a.png"),
            ("https://f.example/a.png?t=xoxe-1-2&x=1", "https://f.example/a.png?x=1"),
            (
                "https://f.example/a.png?x=1&amp;t=xoxe-1-2&amp;y=2",
                "https://f.example/a.png?x=1&y=2",
            ),
            ("my token is xoxb-12-ab.", "my token is [token]."),
            ("xoxe.xoxp-1-Mi0yLT", "[token]"),
            ("t%3Dxoxs-1", "t%3D[token]"),
            ("boxoxen and xox-", "boxoxen and xox-"),
        ],
    )
    def test_tokens_are_left_out(self, text: str, shown: str) -> None:
        assert strip_tokens(text) == shown

    @given(st.text(alphabet=st.sampled_from("<>&;|^!@#UCW12ampltgxoe-?t=: /.\n"), max_size=200))
    def test_any_text_can_be_decoded_and_no_token_stays(self, text: str) -> None:
        shown = said({"text": text})
        assert not TOKEN.search(shown)
        assert shown

    @given(st.text(max_size=100))
    def test_text_without_markup_stays_as_it_is(self, text: str) -> None:
        quiet = re.sub("[<>&]", "", text)
        assert plain(quiet, People()) == quiet


class TestText:
    @pytest.mark.parametrize(
        ("message", "shown"),
        [
            ({"text": "*bold* news", "blocks": [section("bold news")]}, "*bold* news"),
            (
                {"text": "Alert", "blocks": [section("Alert"), section("disk full")]},
                "Alert\ndisk full",
            ),
            ({"text": "Alert", "blocks": [section("disk full")]}, "Alert\ndisk full"),
            ({"text": "a", "attachments": [{"fallback": "no", "text": "yes"}]}, "a\nyes"),
            ({"attachments": [{"blocks": [section("in")], "fallback": "[no preview]"}]}, "in"),
            ({"attachments": [{"image_url": "https://x.example/i.png"}]}, "[image]"),
            ({"attachments": [{"actions": [{"text": "Ack"}, {"text": "Mute"}]}]}, "[Ack] [Mute]"),
            ({"attachments": [{"message_blocks": [{"message": {"blocks": [section("q")]}}]}]}, "q"),
            ({"subtype": "file_comment", "comment": {"comment": "see this"}}, "see this"),
            ({"subtype": "channel_archive"}, "[channel archive]"),
            ({"subtype": "tombstone"}, "[deleted message]"),
            ({}, "[message without text]"),
        ],
    )
    def test_all_that_was_said_is_shown_once(self, message: dict[str, Json], shown: str) -> None:
        assert said(message) == shown


class TestAnything:
    @given(st.lists(VALUES, max_size=5), st.sampled_from([None, 4]))
    def test_every_element_becomes_a_record_or_a_skip(
        self, values: list[Json], indent: int | None
    ) -> None:
        conversation = Conversation("C1", "general", "#general", "general", direct=False)
        people = People()
        reader = Messages(conversation, people, MessageText(people))
        day = json.dumps(values, indent=indent)
        parts = [reader.part(element, DAY) for element in elements(day)]
        assert len(parts) == len(values)
        taken = [part for part in parts if isinstance(part, Record)]
        assert len({record.key for record in taken}) == len(taken)
        for record in taken:
            assert record.text.strip()
            fields = (record.key, record.text, record.raw, record.who, record.author, record.thread)
            assert not any(TOKEN.search(each or "") for each in fields)

    @given(st.integers(0, 999_999_999_999), st.integers(0, 999_999))
    def test_a_ts_is_read_without_rounding(self, seconds: int, micros: int) -> None:
        stamp = stamp_of(f"{seconds}.{micros:06}")
        if seconds > 253_402_300_799:
            assert stamp is None
        else:
            assert stamp is not None
            assert stamp.clock_us == seconds * 1_000_000 + micros

    @pytest.mark.parametrize(
        "ts", ["", "abc", "1711766895.", ".5", "-5", "1e9", "\u0661\u0667", "9" * 40, "1 "]
    )
    def test_what_is_no_ts_gives_no_stamp(self, ts: str) -> None:
        assert stamp_of(ts) is None
