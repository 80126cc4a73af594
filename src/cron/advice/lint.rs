//! Advice on how a cron is written.

use super::super::field::{Form, Item, Part};
use super::super::parse::month_length;
use super::super::{Cron, Days, Field, Set};
use super::Advice;

/// perfectsched's table has `cron VARCHAR(128)` (its `rdb_compat.rb`).
const LONGEST: usize = 128;

/// Which months have a 29th only in leap years.
const FEBRUARY: u8 = 2;

pub(super) fn of_text(cron: &Cron) -> Vec<Advice> {
    let mut all = Vec::new();
    let [minute, hour, day, _, weekday] = &cron.parts;
    for part in &cron.parts {
        all.extend(part.items.iter().filter_map(|item| of_item(item, part.field)));
        if part.trailing_comma {
            all.push(Advice::TrailingComma { field: part.field });
        }
    }
    if minute.set == Field::Minute.all() && hour.set != Field::Hour.all() {
        all.push(Advice::EveryMinute { hours: hour.set });
    }
    match cron.days() {
        Days::Last => all.push(Advice::LastDay { weekday_ignored: !weekday.star }),
        Days::Either { .. } => {
            all.push(Advice::EitherDay { day: day.text.clone(), weekday: weekday.text.clone() });
        }
        _ => {}
    }
    all.extend(missing_days(day, cron.months()));
    let characters = cron.text().chars().count();
    if characters > LONGEST {
        all.push(Advice::LongText { characters });
    }
    all
}

fn of_item(item: &Item, field: Field) -> Option<Advice> {
    let text = || item.text.clone();
    let (low, high) = match item.form {
        Form::Last => return None,
        Form::One(value) if item.step.is_some() => {
            return Some(Advice::StepWithoutRange { item: text(), value, field });
        }
        Form::Glued(from, to) => return Some(Advice::Glued { item: text(), range: (from, to), field }),
        _ if field == Field::Weekday && sevens_mislead(item) => {
            return Some(Advice::Seven { item: text(), means: item.set(field) });
        }
        Form::One(_) => return None,
        Form::Star => field.bounds(),
        Form::Range(from, to) => (from, to),
    };
    let size = u32::from(high - low) + 1;
    let step = item.step.unwrap_or(1);
    if step > size {
        return Some(Advice::StepTooWide { item: text(), value: low, field });
    }
    // Months have 28 to 31 days, so a step of days never comes out even.
    let uneven = size % step != 0 || (field == Field::Day && step > 1);
    ((low, high) == field.bounds() && uneven).then(|| Advice::UnevenStep { item: text(), field })
}

/// Whether a weekday item has a 7 that is not simply Sunday.
fn sevens_mislead(item: &Item) -> bool {
    item.text.contains('7') && item.text.trim_start_matches('0') != "7"
}

/// Days from the 29th on that were named as such: `*/2` and `1-31` do without them in short months as anybody expects.
fn missing_days(day: &Part, months: Set) -> Option<Advice> {
    let named = day.items.iter().filter(|item| match item.form {
        Form::One(from) | Form::Range(from, _) => from > 28,
        _ => false,
    });
    let lack = |month: u8, day: u8| month_length(month) < day || (month == FEBRUARY && day == 29);
    let days: Set = named
        .flat_map(|item| item.set(Field::Day).iter())
        .filter(|day| months.iter().any(|month| lack(month, *day)))
        .collect();
    let months: Set = months.iter().filter(|month| days.iter().any(|day| lack(*month, day))).collect();
    (!days.is_empty()).then_some(Advice::MissingDays { days, months })
}
