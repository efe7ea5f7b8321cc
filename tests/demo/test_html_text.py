"""HTML parse mode, entities and their way back to HTML."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.demo.entities import to_html, utf16_length, with_found
from reminder.demo.errors import ApiError
from reminder.demo.html_text import parse_html


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
        ("B", "bold"),
    ],
)
def test_each_allowed_tag_is_an_entity(tag: str, kind: str) -> None:
    """Every tag that Telegram allows gives its entity, counted in UTF-16 code units."""
    text, entities = parse_html(f"🌿 <{tag}>ж🌿</{tag}>!")
    assert text == "🌿 ж🌿!"
    assert entities == [{"type": kind, "offset": 3, "length": 3}]


@pytest.mark.parametrize(
    ("html", "entity"),
    [
        ('<span class="tg-spoiler">x</span>', {"type": "spoiler"}),
        ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
        ('<a href="https://a.org/?x=1&amp;y">x</a>', {"type": "text_link", "url": "https://a.org/?x=1&y"}),
        ("<a href='a.org'>x</a>", {"type": "text_link", "url": "http://a.org"}),
        ("<a href=tg://user?id=1>x</a>", {"type": "text_link", "url": "tg://user?id=1"}),
        ('<pre><code class="language-py">x</code></pre>', {"type": "pre", "language": "py"}),
    ],
)  # fmt: skip
def test_attributes_are_read(html: str, entity: dict[str, str]) -> None:
    """Links, spoilers, languages and foldable quotations keep what their attributes say."""
    text, entities = parse_html(html)
    assert text == "x"
    assert entities == [{"offset": 0, "length": 1, **entity}]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("&lt;b&gt; &amp;&quot;", '<b> &"'),
        ("&#1078;&#x1F33F;", "ж🌿"),
        ("&nbsp;&copy; &", "&nbsp;&copy; &"),
        ("&#0;&#xD800;", "&#0;&#xD800;"),
        ("  \n<b> a </b> \n", "a"),
        ("<b></b>x", "x"),
        ("<a>plain</a>", "plain"),
        ('<a href="no link">x</a>', "x"),
        ("<i>x</>", "x"),
    ],
)
def test_text_is_taken_apart_from_markup(html: str, text: str) -> None:
    """Named and numbered characters are read, others stay, white space around goes."""
    assert parse_html(html)[0] == text


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag, expected "</b>", found "</i>" at byte offset 4'),
        ("<b><i>x</b></i>", 'Unmatched end tag, expected "</i>", found "</b>" at byte offset 7'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("ж<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("1 <2>", 'Unsupported start tag "2" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a"'),
        ("<a ='x'>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        (
            "<blockquote><blockquote>x</blockquote></blockquote>",
            "Nested blockquote is not allowed at byte offset 12",
        ),
    ],
)
def test_bad_html_is_refused_with_its_place(html: str, words: str) -> None:
    """What Telegram cannot parse is refused, with the offset in bytes."""
    with pytest.raises(ApiError) as refused:
        parse_html(html)
    assert refused.value.code == 400
    assert refused.value.description.startswith(f"Bad Request: can't parse entities: {words}")


@given(st.text())
def test_escaped_text_comes_back(text: str) -> None:
    """Whatever a name contains, escaped it arrives as it was, without the space around it."""
    assert parse_html(escape(text))[0] == text.strip()


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "u"]), st.text("aж🌿 &<", min_size=1))))
def test_formatting_survives_the_way_to_the_screen(pieces: list[tuple[str, str]]) -> None:
    """Parsing and rendering give the same HTML again, up to empty and outer white space."""
    html = "x" + "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in pieces) + "x"
    text, entities = parse_html(html)
    assert text == "x" + "".join(text for _, text in pieces) + "x"
    assert to_html(text, entities) == html


@given(st.text("/ab@._- \n🌿t.me:hps", max_size=40))
def test_found_entities_lie_within_the_text(text: str) -> None:
    """Offsets of what is found by itself never leave the text, and nothing overlaps."""
    end = 0
    for entity in with_found(text, []):
        assert entity["offset"] >= end
        end = entity["offset"] + entity["length"]
        assert end <= utf16_length(text)


def test_found_entities_are_links_commands_and_names() -> None:
    """Commands, addresses and mentions are found; inside code they are not."""
    text = "/stop@my_bot see https://a.org/x?y=1. t.me/bot?start=ab or a@b.org, @anna_k a/b 1/9"
    found = {text[e["offset"] : e["offset"] + e["length"]]: e["type"] for e in with_found(text, [])}
    assert found == {
        "/stop@my_bot": "bot_command",
        "https://a.org/x?y=1": "url",
        "t.me/bot?start=ab": "url",
        "a@b.org": "email",
        "@anna_k": "mention",
    }
    assert with_found("/stop", [{"type": "code", "offset": 0, "length": 5}]) == [
        {"type": "code", "offset": 0, "length": 5}
    ]


def test_overlapping_entities_render_as_nested_tags() -> None:
    """Two entities that cross are closed and opened again, so that the HTML stays well formed."""
    entities = [
        {"type": "bold", "offset": 0, "length": 3},
        {"type": "italic", "offset": 2, "length": 3},
    ]
    assert to_html("abcde", entities) == "<b>ab<i>c</i></b><i>de</i>"


def test_links_are_rendered_with_safe_addresses_only() -> None:
    """Found links get their scheme; an address that could run code is no link."""
    assert to_html("t.me/x", [{"type": "url", "offset": 0, "length": 6}]) == (
        '<a href="https://t.me/x">t.me/x</a>'
    )
    assert to_html("a@b.c", [{"type": "email", "offset": 0, "length": 5}]) == (
        '<a href="mailto:a@b.c">a@b.c</a>'
    )
    link = {"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}
    assert "javascript" not in to_html("x", [link])


def test_no_empty_line_too_many_after_a_quotation() -> None:
    """What follows a quotation begins a line anyway; an empty line between them stays one."""
    quotation = {"type": "blockquote", "offset": 0, "length": 2}
    assert to_html("Hi\n\nBye", [quotation]) == "<blockquote>Hi</blockquote>\nBye"
    assert to_html("Hi\nBye", [quotation]) == "<blockquote>Hi</blockquote>Bye"
