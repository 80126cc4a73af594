//! Texts that are hard for one language or another.

use proptest::prelude::*;

/// How many texts each language is tried with.
pub(super) const CASES: u32 = 3000;

const PIECES: &[&str] = &[
    "*/",
    "/*",
    "*",
    "/",
    "**/",
    "---*/",
    "--",
    "---",
    "...",
    "#",
    " #",
    ": ",
    "- ",
    "? ",
    "|",
    ">",
    "&a",
    "*a",
    "!x",
    "%YAML",
    "@",
    "`",
    "```",
    "\"",
    "'",
    "\\",
    "\\n",
    "\\u",
    "{",
    "}",
    "[",
    "]",
    "${",
    "%{",
    "$${",
    "<",
    "</p>",
    "<!--",
    "-->",
    "<script>",
    "&amp;",
    "&#10;",
    "&lt",
    "](x)",
    "![",
    "_",
    "__",
    "~~",
    "1. ",
    "1) ",
    "+ ",
    "> ",
    "=",
    "===",
    "\n",
    "\r",
    "\r\n",
    "\t",
    " ",
    "  ",
    "\u{b}",
    "\u{c}",
    "\0",
    "\u{7}",
    "\u{8}",
    "\u{1b}[2J",
    "\u{1b}]0;x\u{7}",
    "\u{9b}2J",
    "\u{9d}0;x\u{9c}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "\u{2066}",
    "\u{2028}",
    "\u{2029}",
    "\u{3164}",
    "\u{fe0f}",
    "\u{feff}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{fffd}",
    "\u{e0041}",
    "\u{1fffe}",
    "\u{10ffff}",
    "e\u{301}",
    "\u{301}",
    "\u{316}\u{30c}",
    "日本",
    "\u{3000}",
    "😀",
    "null",
    "true",
    "~",
    "SELECT 1",
    "http://a.b",
    "a@b.c",
    "www.a.b",
];

/// Pieces, and any characters between them.
pub(super) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

/// Tries many.
#[track_caller]
pub(super) fn hold(promise: impl Fn(&str)) {
    let config = ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() };
    let tried = std::cell::Cell::new(0_u32);
    proptest::test_runner::TestRunner::new(config)
        .run(&text(), |text| {
            tried.set(tried.get() + 1);
            promise(&text);
            Ok(())
        })
        .unwrap();
    assert!(tried.get() >= CASES);
}

/// What a reader does with the escapes of [`super::super::invisible::push_escape`], and with `\\` where that is one.
pub(super) fn read(text: &str, doubled: bool) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(one) = rest.chars().next() {
        rest = &rest[one.len_utf8()..];
        if one != '\\' {
            out.push(one);
        } else if doubled && rest.starts_with('\\') {
            out.push('\\');
            rest = &rest[1..];
        } else if let Some(code) = rest.strip_prefix("u{") {
            let (code, after) = code.split_once('}').unwrap();
            out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
            rest = after;
        } else {
            out.push(match &rest[..1] {
                "n" => '\n',
                "r" => '\r',
                "t" => '\t',
                other => panic!("{other:?} after a backslash in {text:?}"),
            });
            rest = &rest[1..];
        }
    }
    out
}
