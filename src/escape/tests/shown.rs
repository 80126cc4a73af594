//! Terminals and logs.

use super::texts::hold;
use crate::escape::{is_invisible, log, terminal};

/// What a terminal does.
#[derive(Default)]
struct Screen {
    shown: String,
    orders: usize,
}

impl vte::Perform for Screen {
    fn print(&mut self, one: char) {
        self.shown.push(one);
    }

    fn execute(&mut self, byte: u8) {
        match byte {
            b'\n' | b'\t' => self.shown.push(char::from(byte)),
            _ => self.orders += 1,
        }
    }

    fn hook(&mut self, _: &vte::Params, _: &[u8], _: bool, _: char) {
        self.orders += 1;
    }

    fn osc_dispatch(&mut self, _: &[&[u8]], _: bool) {
        self.orders += 1;
    }

    fn csi_dispatch(&mut self, _: &vte::Params, _: &[u8], _: bool, _: char) {
        self.orders += 1;
    }

    fn esc_dispatch(&mut self, _: &[u8], _: bool, _: u8) {
        self.orders += 1;
    }
}

fn on_a_screen(text: &str) -> Screen {
    let mut screen = Screen::default();
    vte::Parser::new().advance(&mut screen, text.as_bytes());
    screen
}

fn escaped(text: &str, stays: &[char]) -> String {
    let mut out = String::new();
    for one in text.chars() {
        match is_invisible(one) && !stays.contains(&one) {
            true => out.extend(one.escape_default()),
            false => out.push(one),
        }
    }
    out
}

#[test]
fn a_terminal_shows_each_text_and_obeys_none() {
    assert!(on_a_screen("\u{1b}[2J").orders > 0, "this terminal does obey");
    hold(|text| {
        let screen = on_a_screen(terminal(text).as_str());
        assert_eq!((screen.orders, screen.shown), (0, escaped(text, &['\n', '\t'])));
    });
}

#[test]
fn a_text_in_a_log_stays_on_its_line() {
    hold(|text| {
        let screen = on_a_screen(log(text).as_str());
        assert_eq!((screen.orders, screen.shown), (0, escaped(text, &[])));
    });
}
