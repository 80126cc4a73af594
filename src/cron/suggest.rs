//! What somebody may have meant by a text that is no cron. A guess is given only if it parses.

use super::error::Broken;
use super::parse::{NICKNAMES, month_length};
use super::words::runs;
use super::{Cron, Field, Options, Rule, Set};

const ORDER: [Field; 5] = [Field::Minute, Field::Hour, Field::Day, Field::Month, Field::Weekday];

/// A whole cron that was probably meant; `None` where guessing would put words into somebody's mouth.
pub(super) fn suggest(text: &str, broken: &Broken, options: Options) -> Option<String> {
    let guess = match broken.rule {
        Rule::Nickname => nickname(text.trim())?,
        Rule::Never => existing_day(text)?,
        _ => fields(&plain(text), options)?,
    };
    super::parse::parse(&guess, options).is_ok().then_some(guess)
}

/// Full-width signs and other blanks as their plain counterparts.
fn plain(text: &str) -> String {
    let fold = |c: char| match c {
        c if c.is_whitespace() => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().map(fold).collect()
}

/// `@midnight` and intervals that other crons have, wrong case, blanks, slips of the pen.
fn nickname(text: &str) -> Option<String> {
    let wanted = text.to_lowercase();
    if let Some(interval) = wanted.strip_prefix("@every ") {
        return every(interval.trim());
    }
    if wanted == "@midnight" {
        return Some("@daily".to_owned());
    }
    let similar =
        NICKNAMES.iter().map(|(name, _)| (strsim::normalized_damerau_levenshtein(name, &wanted), *name));
    let (likeness, name) = similar.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (likeness >= 0.75).then(|| name.to_owned())
}

/// `15m`, `1h` or `24h`, where the hour or the day is a multiple of it.
fn every(interval: &str) -> Option<String> {
    let unit = interval.chars().last()?;
    let number: u32 = interval.strip_suffix(unit)?.parse().ok().filter(|number| *number > 0)?;
    match (number, unit) {
        (1, 'm') => Some("* * * * *".to_owned()),
        (60, 'm') | (1, 'h') => Some("@hourly".to_owned()),
        (24, 'h') | (1, 'd') => Some("@daily".to_owned()),
        (n, 'm') if 60 % n == 0 => Some(format!("*/{n} * * * *")),
        (n, 'h') if 24 % n == 0 => Some(format!("0 */{n} * * *")),
        _ => None,
    }
}

/// The last day that the longest of the months always has, for a day that none of them has.
fn existing_day(text: &str) -> Option<String> {
    let mut words: Vec<&str> = text.split_ascii_whitespace().collect();
    // The same months on days that exist say which months are meant.
    let [minute, hour, day, month, weekday] = words.as_mut_slice() else { return None };
    let months = Cron::parse(&format!("0 0 1 {month} *"), &Options::default()).ok()?.months();
    let longest = months.iter().map(month_length).max()?;
    let last = if longest == 29 { 28 } else { longest }.to_string();
    *day = &last;
    Some([*minute, *hour, *day, *month, *weekday].join(" "))
}

/// Each field that does not parse by itself is mended; too many or too few fields are evened out first.
fn fields(text: &str, options: Options) -> Option<String> {
    let lone = text.trim();
    if NICKNAMES.iter().any(|(name, _)| name.trim_start_matches('@') == lone.to_lowercase()) {
        return Some(format!("@{}", lone.to_lowercase()));
    }
    let mut words: Vec<&str> = text.split_ascii_whitespace().collect();
    let year = |word: &&str| word.len() >= 4 && word.starts_with(|c: char| c.is_ascii_digit());
    match words.len() {
        4 => words.push("*"),
        // Seconds, minute … weekday, year; a sixth field alone is seconds before, unless it is a year behind.
        7 => drop((words.pop(), words.remove(0))),
        6 if words.last().is_some_and(year) => drop(words.pop()),
        6 => drop(words.remove(0)),
        _ => {}
    }
    let mended: Option<Vec<String>> =
        words.iter().zip(ORDER).map(|(word, field)| mend_field(word, field, options)).collect();
    mended.filter(|mended| mended.len() == words.len()).map(|mended| mended.join(" "))
}

/// Whether TD takes this text in this field.
fn fits(text: &str, field: Field, options: Options) -> bool {
    let words = ORDER.map(|at| if at == field { text } else { "*" });
    super::parse::parse(&words.join(" "), options).is_ok()
}

fn mend_field(text: &str, field: Field, options: Options) -> Option<String> {
    if fits(text, field, options) {
        return Some(text.to_owned());
    }
    if text == "?" || text == "l" {
        return Some(if text == "?" { "*" } else { "L" }.to_owned());
    }
    let mut items = Vec::new();
    for item in text.split(',').filter(|item| !item.is_empty()) {
        let item = if fits(item, field, options) { item.to_owned() } else { mend_item(item, field)? };
        items.extend(item.split(',').map(str::to_owned));
    }
    // A mended range may say again what stands beside it.
    let mut seen = std::collections::BTreeSet::new();
    items.retain(|item| seen.insert(item.clone()));
    Some(items.join(","))
}

/// One item in the dialect's words: names of three letters, no wrapping, no 7 in a range, no number past the end.
fn mend_item(item: &str, field: Field) -> Option<String> {
    let (head, step) = match item.split_once('/') {
        Some((head, step)) => (head, Some(step.parse::<usize>().ok()?)),
        None => (item, None),
    };
    let (low, high) = field.bounds();
    let step = step.filter(|step| *step > 0);
    if head == "*" {
        // `*/7` of the weekdays is Sunday everywhere else; a step of 0 was meant to be none.
        return Some(if step == Some(7) { "0".to_owned() } else { "*".to_owned() });
    }
    let Some((from, to)) = head.split_once('-') else {
        let (value, word) = value(head, field)?;
        return Some(if word.is_empty() { value.to_string() } else { word });
    };
    let ((from, from_word), (to, to_word)) = (value(from, field)?, value(to, field)?);
    if from < to && step.is_none() && !(from_word.is_empty() && to_word.is_empty()) {
        return Some(format!("{}-{}", word_or(from, from_word), word_or(to, to_word)));
    }
    // `0-0` would have fitted: the end was written as the number past the field's last.
    let to = if from == low && to == low { high } else { to };
    let size = usize::from(high - low) + 1;
    let length = (usize::from(to) + size - usize::from(from)) % size;
    let around = (low..=high).cycle().skip(usize::from(from - low)).take(length + 1);
    let set: Set = around.step_by(step.unwrap_or(1)).collect();
    Some(if set == field.all() { "*".to_owned() } else { written(set, field) })
}

fn word_or(value: u8, word: String) -> String {
    if word.is_empty() { value.to_string() } else { word }
}

/// The number a value stands for, one past the field's end being its start (hour 24, weekday 7), and its short name
/// if it was written as one.
fn value(text: &str, field: Field) -> Option<(u8, String)> {
    if let Some(number) = field.number_of(text) {
        return Some((number, text.to_ascii_lowercase().chars().take(3).collect()));
    }
    let (low, high) = field.bounds();
    let number: u8 = text.strip_prefix('+').unwrap_or(text).parse().ok()?;
    let wraps = low == 0 && number == high + 1;
    let number = if wraps { 0 } else { number };
    (low..=high).contains(&number).then_some((number, String::new()))
}

/// A set as a list; weekdays one by one, the rest with ranges.
fn written(set: Set, field: Field) -> String {
    let items: Vec<_> = match field {
        Field::Weekday => set.iter().map(|day| day.to_string()).collect(),
        _ => runs(set)
            .into_iter()
            .map(|(from, to)| if from == to { from.to_string() } else { format!("{from}-{to}") })
            .collect(),
    };
    items.join(",")
}
