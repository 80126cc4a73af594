//! Any text in, and the language's own parser reads exactly that text back and nothing more.

mod comments;
mod markup;
mod shown;
mod texts;
mod values;

use super::is_invisible;

#[test]
fn what_nobody_can_see_is_known_from_unicodes_tables() {
    let hidden = "\0\u{1b}\u{7f}\u{85}\u{9b}\u{ad}\u{34f}\u{61c}\u{115f}\u{180b}\u{200b}\u{200d}\u{200e}\u{2028}\u{2029}\u{202e}\u{2060}\
        \u{2066}\u{206f}\u{3164}\u{fe0f}\u{feff}\u{ffa0}\u{fff9}\u{fffe}\u{ffff}\u{1d173}\u{1fffe}\u{e0001}\u{e0041}\u{e0100}";
    for one in hidden.chars() {
        assert!(is_invisible(one), "{one:?}");
    }
    for one in "aé日次\u{301}\u{3000}\u{a0}😀\u{fffd}$%{*/".chars() {
        assert!(!is_invisible(one), "{one:?}");
    }
}
