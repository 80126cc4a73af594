//! Which modules of the crate a source file names.

use super::sources::Source;

/// The first words after `root`, such as `crate::`, groups included, each with the number of the line at which the path begins.
pub(crate) fn modules_named_in(source: &Source, root: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    // Comments are cut, lines stay, so that a group may run over several lines and the numbers stay right.
    let code = |line: &str| format!("{}\n", format!(" {line}").split(" //").next().unwrap_or_default());
    let text: String = source.text.lines().map(code).collect();
    for (place, start) in text.match_indices(root).map(|(place, word)| (place, place + word.len())) {
        let inside_a_word = text[..place].ends_with(|before: char| before.is_alphanumeric() || before == '_');
        if !inside_a_word {
            let line = text[..place].matches('\n').count() + 1;
            found.extend(first_words(&text[start..]).into_iter().map(|word| (line, word)));
        }
    }
    found
}

/// `a::b` gives `a`; `{a::b, c, d::{e, f}}` gives `a`, `c` and `d`.
fn first_words(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let (mut depth, mut item_begins, mut words) = (0, true, Vec::new());
    for (place, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => item_begins = true,
            letter if letter.is_whitespace() => {}
            _ if item_begins => {
                words.push(word(&group[place..]));
                item_begins = false;
            }
            _ => {}
        }
    }
    words
}

fn word(path: &str) -> String {
    path.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

#[test]
fn groups_are_read_to_their_end() {
    let text = "use crate::{\n    api::{Client, Error}, // why\n    cron,\n    wire::Value as Wire,\n};\nlet x = crate::clock::now();";
    let source = Source { path: String::new(), text: text.to_owned() };
    let expected = [(1, "api"), (1, "cron"), (1, "wire"), (6, "clock")];
    let found = modules_named_in(&source, "crate::");
    assert_eq!(found, expected.map(|(line, name)| (line, name.to_owned())));
}
