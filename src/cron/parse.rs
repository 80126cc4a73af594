//! Text to cron. Each field is read with the places of its bytes, so that an error can point at them.

use std::ops::Range;

use super::error::Broken;
use super::field::{Form, Item, Part};
use super::{Cron, Days, Field, Options, Rule, Set};

/// chrono's `schedule.rb`; `@midnight`, `@reboot` and `@every` are not among them.
pub(super) const NICKNAMES: [(&str, &str); 6] = [
    ("@yearly", "0 0 1 1 *"),
    ("@annually", "0 0 1 1 *"),
    ("@monthly", "0 0 1 * *"),
    ("@weekly", "0 0 * * 0"),
    ("@daily", "0 0 * * *"),
    ("@hourly", "0 * * * *"),
];

/// The most days that each month can have, January first.
pub(super) const MONTH_LENGTHS: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

pub(super) fn parse(text: &str, options: Options) -> Result<Cron, Broken> {
    let expansion = NICKNAMES.iter().find(|(name, _)| *name == text).map(|(_, fields)| *fields);
    let fields = expansion.unwrap_or(text);
    let whole = |span: Range<usize>, rule| Broken { field: Field::Whole, span, rule };
    if fields.trim_start().starts_with('@') {
        return Err(whole(0..text.len(), Rule::Nickname));
    }
    let odd_blank = |c: char| c.is_whitespace() && c != ' ' && c != '\t';
    if let Some((at, blank)) = fields.char_indices().find(|(_, c)| odd_blank(*c)) {
        return Err(whole(at..at + blank.len_utf8(), Rule::Blank));
    }
    let spans =
        split(fields, 0, |c| c == ' ' || c == '\t').filter(|span| !span.is_empty()).collect::<Vec<_>>();
    let [minute, hour, day, month, weekday] = spans.as_slice() else {
        // Points at what is too much, or at the end where something is missing.
        let start = spans.get(5).map_or(fields.len(), |span| span.start);
        let end = spans.last().filter(|_| spans.len() > 5).map_or(fields.len(), |span| span.end);
        return Err(whole(start..end, Rule::FieldCount(spans.len())));
    };
    let day_span = day.clone();
    let part = |field, span: &Range<usize>| part(fields, field, span.clone(), options);
    let minute = part(Field::Minute, minute)?;
    let hour = part(Field::Hour, hour)?;
    let day = part(Field::Day, day)?;
    let month = part(Field::Month, month)?;
    let weekday = part(Field::Weekday, weekday)?;
    let days = days(&day, &weekday);
    if let Days::OfMonth(set) = days {
        let first = set.first().unwrap_or(u8::MAX);
        if month.set.iter().all(|month| month_length(month) < first) {
            return Err(Broken { field: Field::Day, span: day_span, rule: Rule::Never });
        }
    }
    Ok(Cron {
        text: text.to_owned(),
        minutes: minute.set,
        hours: hour.set,
        months: month.set,
        days,
        parts: [minute, hour, day, month, weekday],
    })
}

/// What a field selects that stands by itself; None where TD does not take it, for `L` too.
pub(super) fn field_alone(text: &str, field: Field) -> Option<Set> {
    let part = part(text, field, 0..text.len(), Options::default()).ok()?;
    (!part.text.contains(' ')).then_some(part.set)
}

/// The most days a month (1 to 12) can have.
pub(super) fn month_length(month: u8) -> u8 {
    MONTH_LENGTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or(0)
}

fn days(day: &Part, weekday: &Part) -> Days {
    if day.items.iter().any(|item| item.form == Form::Last) {
        return Days::Last;
    }
    match (day.star, weekday.star) {
        (true, true) => Days::Every,
        (false, true) if day.set == Field::Day.all() => Days::Every,
        (true, false) if weekday.set == Field::Weekday.all() => Days::Every,
        (false, true) => Days::OfMonth(day.set),
        (true, false) => Days::OfWeek(weekday.set),
        (false, false) => Days::Either { month: day.set, week: weekday.set },
    }
}

/// The pieces of `text` between separators, as bytes counted from `base`.
fn split(text: &str, base: usize, separator: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut at = base;
    text.split(separator).map(move |piece| {
        let span = at..at + piece.len();
        // Every separator here is one byte.
        at = span.end + 1;
        span
    })
}

fn part(text: &str, field: Field, span: Range<usize>, options: Options) -> Result<Part, Broken> {
    let whole = text.get(span.clone()).unwrap_or_default();
    let mut spans: Vec<_> = split(whole, span.start, |c| c == ',').collect();
    // Ruby's split drops what is empty at the end, so chrono takes `1,2,`; with one item it never splits, and its
    // weekday field does not do so either.
    let trailing_comma =
        field != Field::Weekday && spans.len() > 2 && spans.last().is_some_and(Range::is_empty);
    if trailing_comma {
        spans.pop();
    }
    let alone = spans.len() == 1;
    let mut items = Vec::with_capacity(spans.len());
    for item in spans {
        if item.is_empty() {
            // Points at the comma: the one before, but for the field's first item.
            let comma = if item.start == span.start { item.start } else { item.start.saturating_sub(1) };
            return Err(Broken { field, span: comma..comma + 1, rule: Rule::EmptyItem });
        }
        let start = item.start;
        let item = text.get(item).unwrap_or_default();
        items.push(Reader { field, item, start }.item(alone, options)?);
    }
    let set: Set = items.iter().flat_map(|item| item.set(field).iter()).collect();
    Ok(Part { field, text: whole.to_owned(), items, star: whole == "*", trailing_comma, set })
}

/// Reads one item of a list.
struct Reader<'a> {
    field: Field,
    item: &'a str,
    start: usize,
}

impl Reader<'_> {
    fn item(&self, alone: bool, options: Options) -> Result<Item, Broken> {
        if self.field == Field::Day && self.item.eq_ignore_ascii_case("l") {
            return match (self.item == "L" && alone, options.last_day) {
                (false, _) => Err(self.broken(self.item, Rule::LastDayAlone)),
                (true, false) => Err(self.broken(self.item, Rule::LastDayUnknown)),
                (true, true) => Ok(Item { text: "L".to_owned(), form: Form::Last, step: None }),
            };
        }
        let (head, step) = match self.item.split_once('/') {
            Some((head, step)) => (head, Some(self.step(step)?)),
            None => (self.item, None),
        };
        Ok(Item { text: self.item.to_owned(), form: self.form(head)?, step })
    }

    fn form(&self, head: &str) -> Result<Form, Broken> {
        let (low, high) = self.field.bounds();
        if head == "*" {
            return Ok(Form::Star);
        }
        if let Some((from, to)) =
            head.split_once('-').filter(|(from, to)| !from.is_empty() && !to.contains('-'))
        {
            let (from, to) = (self.value(from)?, self.value(to)?);
            return if from <= to { Ok(Form::Range(from, to)) } else { Err(self.backwards(head, from, to)) };
        }
        match head.strip_suffix('*').filter(|digits| is_number(digits)) {
            Some(digits) => {
                let from = self.bounded(digits, &format!("{}{low}", self.sevens(digits)))?;
                if from <= high { Ok(Form::Glued(from, high)) } else { Err(self.backwards(head, from, high)) }
            }
            None => self.value(head).map(Form::One),
        }
    }

    fn step(&self, step: &str) -> Result<u32, Broken> {
        if !is_number(step) {
            return Err(self.broken(self.item, self.misfit(step)));
        }
        match self.sevens(step).parse::<u32>() {
            Ok(0) if step.contains('7') => Err(self.broken(self.item, Rule::Seven(self.sevens(self.item)))),
            Ok(0) => Err(self.broken(self.item, Rule::ZeroStep)),
            // Too big for a u32 is still only a step beyond the range.
            step => Ok(step.unwrap_or(u32::MAX)),
        }
    }

    fn value(&self, value: &str) -> Result<u8, Broken> {
        if is_number(value) {
            return self.bounded(value, &self.sevens(value));
        }
        match self.field.number_of(value) {
            Some(number) if value.len() == 3 => Ok(number),
            Some(_) => Err(self.broken(value, Rule::FullName)),
            None => Err(self.broken(if value.is_empty() { self.item } else { value }, self.misfit(value))),
        }
    }

    /// The number that `digits` make, where `shown` is what stands in the text for it.
    fn bounded(&self, shown: &str, digits: &str) -> Result<u8, Broken> {
        let (low, high) = self.field.bounds();
        match digits.parse::<u8>() {
            Ok(value) if (low..=high).contains(&value) => Ok(value),
            _ if self.field == Field::Weekday && shown.contains('7') => {
                Err(self.broken(self.item, Rule::Seven(self.sevens(self.item))))
            }
            _ => Err(self.broken(shown, Rule::OutOfRange(self.field))),
        }
    }

    fn backwards(&self, head: &str, from: u8, to: u8) -> Broken {
        match self.field == Field::Weekday && head.contains('7') {
            true => self.broken(self.item, Rule::Seven(self.sevens(self.item))),
            false => self.broken(head, Rule::Backwards(from, to)),
        }
    }

    /// chrono rewrites every `7` of a weekday to `0` before it reads numbers, in steps too.
    fn sevens(&self, text: &str) -> String {
        if self.field == Field::Weekday { text.replace('7', "0") } else { text.to_owned() }
    }

    /// Which rule a piece breaks that is neither number nor name.
    fn misfit(&self, piece: &str) -> Rule {
        let foreign = piece.chars().find(|c| matches!(c, '?' | '#' | '~' | 'W' | 'H'));
        match (foreign, piece.to_ascii_uppercase().contains('L')) {
            (Some(sign), _) if self.field.names().is_empty() || !sign.is_alphabetic() => Rule::Foreign(sign),
            (_, true) if !piece.chars().any(|c| c.is_ascii_alphabetic() && !c.eq_ignore_ascii_case(&'l')) => {
                Rule::LastDayAlone
            }
            _ => Rule::Form(self.field),
        }
    }

    /// Points at `piece`, which is a part of the item.
    fn broken(&self, piece: &str, rule: Rule) -> Broken {
        let start = self.start + self.item.find(piece).unwrap_or(0);
        self.broken_at(start..start + piece.len(), rule)
    }

    fn broken_at(&self, span: Range<usize>, rule: Rule) -> Broken {
        Broken { field: self.field, span, rule }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
