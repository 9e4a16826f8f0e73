"""Any JSON at all, with a liking for what Slack messages are made of."""

from __future__ import annotations

from hypothesis import strategies as st

SECRETS = st.sampled_from(["xoxe-1-abc", "https://f.example/a?t=xoxe-1-abc", "xoxe.xoxp-1-Mi"])
KEY_NAMES = """
    type subtype user bot_id username text ts thread_ts edited attachments blocks elements files
    file room fields title value fallback name message original user_profile date_start rows
    participants url user_id style indent offset accessory message_blocks
"""
KIND_NAMES = """
    message section header context actions rich_text rich_text_list rich_text_section table
    rich_text_quote image video call link user date bot_message message_changed
"""
KEYS, KINDS = st.sampled_from(KEY_NAMES.split()), st.sampled_from(KIND_NAMES.split())
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["1711766895.000100", "99999999999999", "1711766895"])
    | SECRETS
    | KINDS
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=25,
)
