//! A cron in plain English.

use super::number_words::{list, name, ordinal, runs, set};
use super::parse::month_length;
use super::{Cron, Days, Field, Set};

/// Up to so many times of day are listed one by one.
const LISTED_TIMES: usize = 6;

/// From so many days on, every n-th day is told as such.
const LISTED_DAYS: usize = 5;

const FEBRUARY: u8 = 2;

impl Cron {
    /// When it runs, in one English phrase without a full stop and without the zone:
    /// `At 03:30 on the 1st of each month and on Mondays`.
    #[must_use]
    pub fn explain(&self) -> String {
        let times = self.times();
        let days = self.day_words();
        let months = if days.is_empty() { self.in_months() } else { String::new() };
        let every_day = if days.is_empty() && self.hours != Field::Hour.all() { " every day" } else { "" };
        // Two spans in a row need something between them.
        let comma = if times.contains(" from ") && days.starts_with("from ") { "," } else { "" };
        let days = if days.is_empty() { days } else { format!("{comma} {days}") };
        format!("{times}{every_day}{days}{months}")
    }

    fn times(&self) -> String {
        let (minutes, hours) = (self.minutes, self.hours);
        if hours == Field::Hour.all() {
            return of_every_hour(minutes);
        }
        if minutes.len() * hours.len() <= LISTED_TIMES {
            let times: Vec<_> = hours
                .iter()
                .flat_map(|hour| minutes.iter().map(move |minute| format!("{hour:02}:{minute:02}")))
                .collect();
            return format!("At {}", list(&times));
        }
        match (hours.len(), minutes.len(), minutes.first()) {
            (1, ..) => of_one_hour(hours.first().unwrap_or(0), minutes),
            (_, 1, Some(minute)) => of_one_minute(hours, minute),
            _ => of_many(hours, minutes),
        }
    }

    /// Which days; empty for every day.
    fn day_words(&self) -> String {
        match self.days {
            Days::Every => String::new(),
            // Set, but to everything: the other field adds nothing.
            Days::Either { month, .. } if month == Field::Day.all() => String::new(),
            Days::Either { week, .. } if week == Field::Weekday.all() => String::new(),
            Days::OfMonth(days) => self.days_of_month(self.existing(days)),
            Days::OfWeek(days) => format!("{}{}", weekday_words(days), self.in_months()),
            Days::Either { month, week } => {
                let month = self.existing(month);
                if month.is_empty() {
                    return format!("{}{}", weekday_words(week), self.in_months());
                }
                let (days, weekdays) = (in_a_month(month), weekday_words(week));
                if self.months == Field::Month.all() {
                    return format!("on {days} of each month and {weekdays}");
                }
                format!("on {days} of the month and {weekdays},{}", self.in_months())
            }
            Days::Last => format!("on the last day of {}", self.month_words()),
        }
    }

    /// The days that one of the months has.
    fn existing(&self, days: Set) -> Set {
        let longest = self.months.iter().map(month_length).max().unwrap_or(31);
        days.iter().filter(|day| *day <= longest).collect()
    }

    fn days_of_month(&self, days: Set) -> String {
        let text = format!("on {} of {}", in_a_month(days), self.month_words());
        let leap_day = self.months == Set::range(FEBRUARY, FEBRUARY) && days.contains(29);
        match (leap_day, days.len()) {
            (true, 1) => format!("{text}, in leap years"),
            (true, _) => format!("{text}, on the 29th in leap years"),
            _ => text,
        }
    }

    /// What a day of the month is of.
    fn month_words(&self) -> String {
        match runs(self.months).as_slice() {
            _ if self.months == Field::Month.all() => "each month".to_owned(),
            [(from, to)] if to - from > 1 => format!("each month{}", self.in_months()),
            _ => set(self.months, |month| name(Field::Month, month)),
        }
    }

    /// In which months, with a blank before; empty for all of them.
    fn in_months(&self) -> String {
        let month = |month| name(Field::Month, month);
        match runs(self.months).as_slice() {
            _ if self.months == Field::Month.all() => String::new(),
            [(from, to)] if to - from > 1 => format!(" from {} to {}", month(*from), month(*to)),
            _ => format!(" in {}", set(self.months, month)),
        }
    }
}

fn of_every_hour(minutes: Set) -> String {
    if minutes == Field::Minute.all() {
        return "Every minute".to_owned();
    }
    match (minutes.len(), steps(minutes), runs(minutes).as_slice()) {
        (1, ..) if minutes.contains(0) => "Every hour on the hour".to_owned(),
        (1, ..) => format!("Every hour at minute {}", minutes.first().unwrap_or(0)),
        // Evenly over the hour's end too.
        (_, Some((first, step, last)), _) if first + 60 == last + step && step > 1 => match first {
            0 => format!("Every {step} minutes"),
            first => format!("Every {step} minutes from minute {first} of each hour"),
        },
        (_, _, [(from, to)]) if to - from > 1 => {
            format!("Every minute from minute {from} to minute {to} of each hour")
        }
        _ => format!("Every hour at minutes {}", numbers(minutes)),
    }
}

/// More minutes of one hour than can be listed.
fn of_one_hour(hour: u8, minutes: Set) -> String {
    match steps(minutes) {
        Some((first, 1, last)) => format!("Every minute from {hour:02}:{first:02} to {hour:02}:{last:02}"),
        Some((first, step, last)) => {
            format!("Every {step} minutes from {hour:02}:{first:02} to {hour:02}:{last:02}")
        }
        None => format!("Between {hour:02}:00 and {hour:02}:59 at minutes {}", numbers(minutes)),
    }
}

/// One minute of more hours than can be listed.
fn of_one_minute(hours: Set, minute: u8) -> String {
    match steps(hours) {
        Some((first, 1, last)) => format!("Every hour from {first:02}:{minute:02} to {last:02}:{minute:02}"),
        // Evenly over midnight too.
        Some((first, step, last)) if first + 24 == last + step => {
            format!("Every {step} hours from {first:02}:{minute:02}")
        }
        Some((first, step, last)) => {
            format!("Every {step} hours from {first:02}:{minute:02} to {last:02}:{minute:02}")
        }
        None => format!("At minute {minute} of the hours {}", numbers(hours)),
    }
}

/// More than one minute of more than one hour.
fn of_many(hours: Set, minutes: Set) -> String {
    let every = match steps(minutes) {
        _ if minutes == Field::Minute.all() => Some("Every minute".to_owned()),
        Some((0, step, last)) if last + step == 60 => Some(format!("Every {step} minutes")),
        _ => None,
    };
    let spans: Vec<_> =
        runs(hours).iter().map(|(from, to)| format!("from {from:02}:00 to {to:02}:59")).collect();
    let at = format!("minutes {}", numbers(minutes));
    match (every, spans.len()) {
        (Some(every), 1 | 2) => format!("{every} {}", list(&spans)),
        (Some(every), _) => format!("{every} in the hours {}", numbers(hours)),
        (None, 1 | 2) => format!("At {at} of each hour {}", list(&spans)),
        (None, _) => format!("At {at} of the hours {}", numbers(hours)),
    }
}

fn numbers(values: Set) -> String {
    set(values, |value| value.to_string())
}

/// First value, step and last value, for three or more that are equally far from each other.
fn steps(values: Set) -> Option<(u8, u8, u8)> {
    let first = values.first()?;
    let step = values.at_or_after(first + 1)? - first;
    let last = values.iter().last()?;
    let even: Set = (first..=last).step_by(usize::from(step)).collect();
    // Two are far enough only where they are half of the whole.
    ((values.len() > 2 || step == 30) && even == values).then_some((first, step, last))
}

/// Days of a month: `the 1st and 15th`, `every 2nd day from the 1st to the 31st`.
fn in_a_month(days: Set) -> String {
    match steps(days) {
        Some((first, step, last)) if step > 1 && days.len() >= LISTED_DAYS => {
            format!("every {} day from the {} to the {}", ordinal(step), ordinal(first), ordinal(last))
        }
        _ => format!("the {}", set(days, ordinal)),
    }
}

fn weekday_words(days: Set) -> String {
    let day = |day: u8| name(Field::Weekday, day % 7);
    if let ([missing], 6) = (others(days).as_slice(), days.len())
        && runs(days).len() > 1
    {
        return format!("every day but {}s", day(*missing));
    }
    // The week goes on from Saturday to Sunday, so Sunday stands last beside it.
    let turned: Vec<u8> = match days.contains(6) && days.contains(0) {
        true => {
            let gap = others(days).last().copied().unwrap_or(0);
            days.iter()
                .filter(|at| *at > gap)
                .chain(days.iter().filter(|at| *at < gap).map(|at| at + 7))
                .collect()
        }
        false => days.iter().collect(),
    };
    match (turned.first(), turned.last()) {
        (Some(from), Some(to)) if turned.len() > 2 && usize::from(to - from) + 1 == turned.len() => {
            format!("from {} to {}", day(*from), day(*to))
        }
        _ => {
            let mut turned: Vec<u8> =
                days.iter().map(|at| if at == 0 && days.contains(6) { 7 } else { at }).collect();
            turned.sort_unstable();
            let days: Vec<_> = turned.into_iter().map(|at| format!("{}s", day(at))).collect();
            format!("on {}", list(&days))
        }
    }
}

/// The weekdays that are not in the set.
fn others(days: Set) -> Vec<u8> {
    Field::Weekday.all().iter().filter(|day| !days.contains(*day)).collect()
}
