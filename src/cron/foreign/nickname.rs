//! Words for times: nicknames that other crons have, words of systemd, and TD's own nicknames with a slip.

use super::super::Options;
use super::super::parse::{NICKNAMES, parse};
use super::{Lack, Meaning, Reading};

/// Words that TD's cron does not have, with what they mean and where.
const WORDS: [(&str, &str, &str); 8] = [
    ("@midnight", "@daily", "a nickname of other crons"),
    ("@noon", "0 12 * * *", "a nickname of other crons"),
    ("@every_minute", "* * * * *", "a nickname of other crons"),
    ("@quarterly", "0 0 1 */3 *", "a preset of Airflow"),
    ("minutely", "* * * * *", "a word of systemd"),
    ("quarterly", "0 0 1 1,4,7,10 *", "a word of systemd"),
    ("semiannually", "0 0 1 1,7 *", "a word of systemd"),
    ("midnight", "@daily", "a word for a time"),
];

/// Words that name no times.
const NO_TIMES: [(&str, &str); 4] = [
    ("@reboot", "a nickname of other crons"),
    ("@once", "a preset of Airflow"),
    ("@continuous", "a preset of Airflow"),
    ("@none", "a preset of Airflow"),
];

pub(super) fn read(text: &str) -> Option<Reading> {
    let wanted = text.to_ascii_lowercase();
    if let Some((_, cron, kind)) = WORDS.iter().find(|(word, ..)| *word == wanted) {
        return Some(Reading::new(kind, meaning(cron)));
    }
    if let Some((_, kind)) = NO_TIMES.iter().find(|(word, _)| *word == wanted) {
        return Some(Reading::new(kind, Err(Lack::NoTimes)));
    }
    if wanted == "weekly" {
        return Some(Reading::new("`weekly`", Err(Lack::Weekly)));
    }
    let bare = NICKNAMES.iter().find(|(name, _)| name.trim_start_matches('@') == wanted);
    // One slip: two could make another word of it.
    let near = || {
        let slips = |name: &str| strsim::damerau_levenshtein(name, &wanted);
        let mut near = NICKNAMES.iter().filter(|(name, _)| wanted.starts_with('@') && slips(name) <= 1);
        near.next().filter(|_| near.next().is_none())
    };
    let (name, _) = bare.or_else(near)?;
    Some(Reading::new("", meaning(name)))
}

/// What a cron of TD's means, in the same words.
fn meaning(text: &'static str) -> Result<Meaning, Lack> {
    let cron = parse(text, Options::default()).map_err(|_| Lack::Unwritable)?;
    let nickname = Some(text).filter(|text| text.starts_with('@'));
    Ok(Meaning { nickname, ..Meaning::of(&cron) })
}
