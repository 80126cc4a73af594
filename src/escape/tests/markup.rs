//! Pages.

use html5gum::{Token, Tokenizer};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::texts::{hold, read};
use crate::escape::{html, is_invisible, markdown};

/// What a page shows of a text: what nobody can see is an escape.
fn is_shown(shown: &str, text: &str) -> bool {
    let mut expected = String::new();
    for one in text.chars() {
        match is_invisible(one) {
            true => expected.extend(one.escape_default()),
            false => expected.push(one),
        }
    }
    shown == expected
}

#[test]
fn markdown_shows_the_text_and_nothing_else() {
    hold(|text| {
        let words = markdown(text);
        // As a paragraph, as an item of a list, and in a table.
        for (around, end) in [("", ""), ("- `name` (x", "x"), ("| a | b |\n|---|---|\n| c | ", " |")] {
            let page = format!("{around}{words}{end}");
            let (mut shown, mut plain) = (String::new(), true);
            for event in Parser::new_ext(&page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
                match event {
                    Event::Text(piece) => shown.push_str(&piece),
                    Event::Code(piece) if &*piece == "name" => shown.clear(),
                    Event::Start(Tag::TableCell) => shown.clear(),
                    Event::Start(
                        Tag::Paragraph
                        | Tag::List(None)
                        | Tag::Item
                        | Tag::Table(_)
                        | Tag::TableHead
                        | Tag::TableRow,
                    )
                    | Event::End(
                        TagEnd::Paragraph
                        | TagEnd::List(false)
                        | TagEnd::Item
                        | TagEnd::Table
                        | TagEnd::TableHead
                        | TagEnd::TableRow
                        | TagEnd::TableCell,
                    ) => {}
                    _ => plain = false,
                }
            }
            let shown = shown.strip_prefix(" (x").and_then(|shown| shown.strip_suffix('x')).unwrap_or(&shown);
            assert!(plain && is_shown(shown, text), "{text:?} as {page:?} shows {shown:?}");
        }
    });
}

#[test]
fn html_shows_the_text_and_nothing_else() {
    hold(|text| {
        let words = html(text);
        let page = format!("<p id=\"{words}\" lang='{words}'>{words}</p>");
        let mut shown = String::new();
        for Ok(token) in Tokenizer::new(&page) {
            match token {
                Token::StartTag(tag) => {
                    assert_eq!((&**tag.name, tag.attributes.len()), (&b"p"[..], 2), "{page}");
                    for value in tag.attributes.values() {
                        assert!(is_shown(str::from_utf8(value).unwrap(), text), "{page}");
                    }
                }
                Token::String(piece) => shown.push_str(str::from_utf8(&piece).unwrap()),
                Token::EndTag(tag) => assert_eq!(&**tag.name, b"p"),
                other => panic!("{other:?} in {page}"),
            }
        }
        assert!(is_shown(&shown, text), "{page}");
    });
}

#[test]
fn no_escape_hides_another() {
    assert_eq!(read("\\u{202e}\\n", false), "\u{202e}\n");
}
