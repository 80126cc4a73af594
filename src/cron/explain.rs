//! A cron in plain English.

use super::words::{list, name, ordinal, runs, set};
use super::{Cron, Days, Field, Set};

/// Up to so many times of day are listed one by one.
const LISTED_TIMES: usize = 6;

impl Cron {
    /// When it runs, in one English phrase without a full stop and without the zone:
    /// `At 03:30 on the 1st of each month and on Mondays`.
    #[must_use]
    pub fn explain(&self) -> String {
        let times = self.times();
        let days = self.day_words();
        match days.as_str() {
            "" if times.starts_with("At ") => format!("{times} every day{}", self.in_months()),
            "" => format!("{times}{}", self.in_months()),
            days => format!("{times} {days}"),
        }
    }

    fn times(&self) -> String {
        let (minutes, hours) = (self.minutes, self.hours);
        let every_hour = hours == Field::Hour.all();
        if every_hour && minutes == Set::range(0, 0) {
            return "Every hour on the hour".to_owned();
        }
        if minutes.len() * hours.len() <= LISTED_TIMES {
            let times: Vec<_> = hours
                .iter()
                .flat_map(|hour| minutes.iter().map(move |minute| format!("{hour:02}:{minute:02}")))
                .collect();
            return format!("At {}", list(&times));
        }
        if let (1, Some(minute), Some(step)) = (minutes.len(), minutes.first(), even_step(hours, Field::Hour))
        {
            return format!("Every {step} hours from 00:{minute:02}");
        }
        let within = if every_hour { String::new() } else { hour_words(hours) };
        if minutes == Field::Minute.all() {
            return format!("Every minute{within}");
        }
        if let Some(step) = even_step(minutes, Field::Minute) {
            return format!("Every {step} minutes{within}");
        }
        let plural = if minutes.len() == 1 { "" } else { "s" };
        let shown = set(minutes, |minute| minute.to_string());
        if every_hour {
            return format!("Every hour at minute{plural} {shown}");
        }
        format!("At minute{plural} {shown} of hours {}", set(hours, |hour| hour.to_string()))
    }

    /// Which days; empty for every day.
    fn day_words(&self) -> String {
        let months = |days: &str| format!("on the {days} of {}", self.month_words());
        let in_month = |days: Set| months(&set(days, ordinal));
        match self.days {
            Days::Every => String::new(),
            // Set, but to everything: the other field adds nothing.
            Days::Either { month, .. } if month == Field::Day.all() => String::new(),
            Days::Either { week, .. } if week == Field::Weekday.all() => String::new(),
            Days::OfMonth(days) => in_month(days),
            Days::OfWeek(days) => format!("{}{}", weekday_words(days), self.in_months()),
            Days::Either { month, week } => {
                format!("{} and {}{}", in_month(month), weekday_words(week), self.in_months())
            }
            Days::Last => months("last day"),
        }
    }

    fn month_words(&self) -> String {
        if self.months == Field::Month.all() {
            return "each month".to_owned();
        }
        set(self.months, |month| name(Field::Month, month))
    }

    fn in_months(&self) -> String {
        if self.months == Field::Month.all() { String::new() } else { format!(" in {}", self.month_words()) }
    }
}

fn weekday_words(days: Set) -> String {
    let day = |day| name(Field::Weekday, day);
    match runs(days).as_slice() {
        [(from, to)] if to - from > 1 => format!("from {} to {}", day(*from), day(*to)),
        _ => {
            let days: Vec<_> = days.iter().map(|at| format!("{}s", day(at))).collect();
            format!("on {}", list(&days))
        }
    }
}

/// Rows of hours as spans of time, many rows as hours.
fn hour_words(hours: Set) -> String {
    let rows = runs(hours);
    if rows.len() > 2 {
        return format!(" in hours {}", set(hours, |hour| hour.to_string()));
    }
    let spans: Vec<_> = rows.iter().map(|(from, to)| format!("from {from:02}:00 to {to:02}:59")).collect();
    format!(" {}", list(&spans))
}

/// The step, if the set is every n-th of a field that n divides.
fn even_step(set: Set, field: Field) -> Option<u8> {
    let (low, high) = field.bounds();
    let step = set.at_or_after(low + 1)?;
    let even = step > 1 && (high + 1) % step == 0;
    let every: Set = (low..=high).step_by(usize::from(step)).collect();
    (even && set == every).then_some(step)
}
