//! A suggestion runs at the same minutes as what was written: random expressions of each dialect, read by a small reader
//! of that dialect that was written for this test, on every day of ten years and in every minute of a day (no field of
//! either cron asks for another); Quartz by croner too, run by run.

use croner::parser::{CronParser, Seconds, Year};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::super::{Cron, Days, Field, Set};
use super::{WITH_L, zone};

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn of<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[usize::try_from(self.below(items.len() as u64)).unwrap()]
    }

    fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }

    /// A list of values, ranges and steps, with `range` between the ends of a range.
    fn field(&mut self, low: u64, high: u64, range: &str, wraps: bool) -> String {
        let items: Vec<_> = (0..self.between(1, 2)).map(|_| self.item(low, high, range, wraps)).collect();
        items.join(",")
    }

    fn item(&mut self, low: u64, high: u64, range: &str, wraps: bool) -> String {
        let (a, b, step) = (self.between(low, high), self.between(low, high), self.between(1, 9));
        let (a, b) = if wraps { (a, b) } else { (a.min(b), a.max(b)) };
        match self.below(5) {
            0 => format!("{a}{range}{b}"),
            1 => format!("{a}{range}{b}/{step}"),
            2 => format!("*/{step}"),
            3 => format!("{a}/{step}"),
            _ => a.to_string(),
        }
    }
}

/// Whether a value is among those of a field, as the dialect counts them.
struct Reader<'a> {
    range: &'a str,
    low: u64,
    high: u64,
    /// Whether `a/n` goes on to the field's end.
    open: bool,
    names: Field,
    /// The first name's number.
    first: u64,
}

impl Reader<'_> {
    fn has(&self, field: &str, value: u64) -> bool {
        field.split(',').any(|item| self.item(item, value))
    }

    fn number(&self, text: &str) -> u64 {
        let named =
            self.names.number_of(text).map(|number| u64::from(number - self.names.bounds().0) + self.first);
        named.unwrap_or_else(|| text.parse().unwrap())
    }

    fn item(&self, item: &str, value: u64) -> bool {
        let (head, step) =
            item.split_once('/').map_or((item, None), |(head, step)| (head, Some(step.parse().unwrap())));
        let (from, to) = match head.split_once(self.range) {
            _ if head == "*" || head == "?" => (self.low, self.high),
            Some((from, to)) => (self.number(from), self.number(to)),
            None if step.is_some() && self.open => (self.number(head), self.high),
            None => (self.number(head), self.number(head)),
        };
        let step: u64 = step.unwrap_or(1);
        let size = self.high - self.low + 1;
        let to = if to < from { to + size } else { to };
        (from..=to)
            .step_by(usize::try_from(step).unwrap())
            .any(|at| (at - self.low) % size + self.low == value)
    }
}

fn number(field: &str, low: u64, high: u64, open: bool, range: &str, value: u64) -> bool {
    Reader { range, low, high, open, names: Field::Whole, first: 0 }.has(field, value)
}

fn months(field: &str, open: bool, range: &str, value: u64) -> bool {
    Reader { range, low: 1, high: 12, open, names: Field::Month, first: 1 }.has(field, value)
}

/// Quartz and EventBridge count weekdays from 1, cron and Spring from 0 with 7 for Sunday too.
fn weekday(field: &str, from_one: bool, open: bool, range: &str, sunday_zero: u64) -> bool {
    if from_one {
        let saturday = field == "L" && sunday_zero == 6;
        return saturday
            || (field != "L"
                && Reader { range, low: 1, high: 7, open, names: Field::Weekday, first: 1 }
                    .has(field, sunday_zero + 1));
    }
    // From 0 to 7, both of which are Sunday; past 7 the week goes on.
    let names = Reader { range, low: 0, high: 6, open, names: Field::Weekday, first: 0 };
    let item = |item: &str| {
        let (head, step) = item.split_once('/').map_or((item, None), |(head, step)| (head, Some(step)));
        let (from, to) = match head.split_once(range) {
            _ if head == "*" => (0, 6),
            Some((from, to)) => (names.number(from), names.number(to)),
            None if step.is_some() && open => (names.number(head), 7),
            None => (names.number(head), names.number(head)),
        };
        let step: usize = step.map_or(1, |step| step.parse().unwrap());
        let to = if to < from { to + 7 } else { to };
        (from..=to).step_by(step).any(|at| at % 7 == sunday_zero)
    };
    field.split(',').any(item)
}

fn parts(day: Date) -> (u64, u64, u64) {
    let number = |value: i8| u64::try_from(value).unwrap();
    (number(day.day()), number(day.month()), number(day.weekday().to_sunday_zero_offset()))
}

/// Compares every day of ten years, and every minute of a day.
fn is_the_same(text: &str, suggestion: &str, on_day: impl Fn(Date) -> bool, at: impl Fn(u64, u64) -> bool) {
    let cron = Cron::parse(suggestion, &WITH_L).unwrap();
    let set = |set: Set, value: u64| set.contains(u8::try_from(value).unwrap());
    let mut ever = false;
    let mut day = date(2024, 1, 1);
    while day < date(2034, 1, 1) {
        let (of_month, month, of_week) = parts(day);
        let runs = set(cron.months(), month)
            && match cron.days() {
                Days::Every => true,
                Days::OfMonth(days) => set(days, of_month),
                Days::OfWeek(days) => set(days, of_week),
                Days::Either { month, week } => set(month, of_month) || set(week, of_week),
                Days::Last => day == day.last_of_month(),
            };
        assert_eq!(runs, on_day(day), "{text:?} -> {suggestion:?} on {day}");
        ever |= runs;
        day = day.tomorrow().unwrap();
    }
    assert!(ever, "{text:?} -> {suggestion:?} never runs");
    for (hour, minute) in (0..24).flat_map(|hour| (0..60).map(move |minute| (hour, minute))) {
        let runs = set(cron.hours(), hour) && set(cron.minutes(), minute);
        assert_eq!(runs, at(hour, minute), "{text:?} -> {suggestion:?} at {hour}:{minute}");
    }
}

/// How many of `count` random texts have a suggestion; each is checked.
fn check(count: u64, mut text: impl FnMut(&mut Dice) -> String, same: impl Fn(&str, &str)) -> u64 {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut offered = 0;
    for _ in 0..count {
        let text = text(&mut dice);
        if let Err(error) = Cron::parse(&text, &WITH_L)
            && let Some(suggestion) = error.suggestion()
        {
            offered += 1;
            same(&text, suggestion);
        }
    }
    offered
}

/// Minute, hour, day, month and weekday with one `?`, and now and then what TD's cron can't say.
fn five_of_quartz(dice: &mut Dice) -> [String; 5] {
    let or_star = |dice: &mut Dice, text: String| if dice.below(3) == 0 { "*".to_owned() } else { text };
    let (minute, hour) = (dice.field(0, 59, "-", true), dice.field(0, 23, "-", true));
    let (minute, hour) = (or_star(dice, minute), or_star(dice, hour));
    let month = match dice.below(4) {
        0 => dice.field(1, 12, "-", true),
        1 => dice.of(&["JAN", "NOV-FEB", "MAR,JUL", "APR-AUG/2"]).to_owned(),
        _ => "*".to_owned(),
    };
    let (day, weekday) = match dice.below(4) {
        0 => (dice.field(1, 31, "-", true), "?".to_owned()),
        1 => ("?".to_owned(), dice.field(1, 7, "-", true)),
        2 => (
            "?".to_owned(),
            dice.of(&["MON-FRI", "SUN", "FRI-MON", "MON#1", "6L", "L", "SAT,2", "*"]).to_owned(),
        ),
        _ => (dice.of(&["L", "15W", "L-3", "*", "1/1", "LW"]).to_owned(), "?".to_owned()),
    };
    [minute, hour, day, month, weekday]
}

fn quartz_day(words: &[&str], from_one: bool) -> impl Fn(Date) -> bool {
    let [day_field, month_field, weekday_field] = [words[0], words[1], words[2]].map(str::to_owned);
    move |day| {
        let (of_month, month, of_week) = parts(day);
        let last = day_field == "L" && day == day.last_of_month();
        months(&month_field, true, "-", month)
            && (last || (day_field != "L" && number(&day_field, 1, 31, true, "-", of_month)))
            && (weekday_field == "?"
                || weekday_field == "*"
                || weekday(&weekday_field, from_one, true, "-", of_week))
    }
}

fn same_as_quartz(text: &str, suggestion: &str, words: &[&str], from_one: bool) {
    let (minute_field, hour_field) = (words[0], words[1]);
    let at = |hour, minute| {
        number(hour_field, 0, 23, true, "-", hour) && number(minute_field, 0, 59, true, "-", minute)
    };
    is_the_same(text, suggestion, quartz_day(&words[2..5], from_one), at);
}

#[test]
fn an_eventbridge_expression_keeps_its_runs() {
    let text = |dice: &mut Dice| {
        let year = dice.of(&["*", "*", "*", "2026", "2026-2030"]);
        let fields = format!("{} {year}", five_of_quartz(dice).join(" "));
        if dice.below(2) == 0 { fields } else { format!("cron({fields})") }
    };
    let offered = check(120, text, |text, suggestion| {
        let fields = text.trim_start_matches("cron(").trim_end_matches(')');
        let words: Vec<_> = fields.split(' ').collect();
        assert_eq!(words[5], "*", "{text:?} -> {suggestion:?}: a year was lost");
        same_as_quartz(text, suggestion, &words, true);
    });
    assert!(offered > 20, "{offered}");
}

#[test]
fn a_quartz_expression_keeps_its_runs() {
    let text = |dice: &mut Dice| {
        let second = dice.of(&["0", "0", "0", "30", "*"]);
        let year = dice.of(&["", " *", " 2026"]);
        format!("{second} {}{year}", five_of_quartz(dice).join(" "))
    };
    let offered = check(160, text, |text, suggestion| {
        let words: Vec<_> = text.split(' ').collect();
        assert!(
            words[0] == "0" && words.get(6).is_none_or(|year| *year == "*"),
            "{text:?} -> {suggestion:?}"
        );
        same_as_quartz(text, suggestion, &words[1..], true);
    });
    assert!(offered > 15, "{offered}");
}

#[test]
fn croner_reads_a_quartz_expression_alike() {
    let quartz = CronParser::builder()
        .seconds(Seconds::Required)
        .year(Year::Optional)
        .alternative_weekdays(true)
        .build();
    let text = |dice: &mut Dice| format!("0 {}", five_of_quartz(dice).join(" "));
    let seen = std::cell::Cell::new(0);
    check(160, text, |text, suggestion| {
        // It does not wrap ranges around.
        let Ok(theirs) = quartz.parse(text) else { return };
        seen.set(seen.get() + 1);
        let cron = Cron::parse(suggestion, &WITH_L).unwrap();
        for year in 2024..2034 {
            let start = date(year, 1, 1).to_zoned(TimeZone::UTC).unwrap();
            let expected: Vec<_> =
                theirs.iter_after(start.clone()).take(40).map(|run| run.timestamp()).collect();
            let runs: Vec<_> = cron.after(start.timestamp(), &zone("UTC")).take(expected.len()).collect();
            assert_eq!(runs, expected, "{text:?} -> {suggestion:?}");
        }
    });
    assert!(seen.get() > 15, "{}", seen.get());
}

#[test]
fn a_cron_with_seconds_keeps_its_runs() {
    let text = |dice: &mut Dice| {
        let second = dice.of(&["0", "0", "15", "*/5"]);
        let [minute, hour, day, month, _] = five_of_quartz(dice);
        let day = if day == "?" { "*".to_owned() } else { day };
        let weekday = if dice.below(2) == 0 { "*".to_owned() } else { dice.field(0, 7, "-", false) };
        format!("{second} {minute} {hour} {day} {month} {weekday}")
    };
    let offered = check(300, text, |text, suggestion| {
        let words: Vec<_> = text.split(' ').collect();
        assert_eq!(words[0], "0", "{text:?} -> {suggestion:?}");
        same_as_quartz(text, suggestion, &words[1..], false);
    });
    assert!(offered > 15, "{offered}");
}

#[test]
fn five_fields_of_any_cron_keep_their_runs_in_each_of_them() {
    let text = |dice: &mut Dice| {
        let minute = dice.field(0, 60, "-", false);
        let hour = if dice.below(2) == 0 { "*".to_owned() } else { dice.field(0, 24, "-", true) };
        let day = if dice.below(3) > 0 { "*".to_owned() } else { dice.field(1, 31, "-", false) };
        let month = dice.of(&["*", "*", "January", "sept", "nov-feb", "3-5"]);
        let weekday = match dice.below(3) {
            0 => dice.of(&["*", "Monday", "Monday-Friday", "sat-sun", "fri-mon"]).to_owned(),
            1 => dice.field(0, 7, "-", false),
            _ => "*".to_owned(),
        };
        format!("{minute} {hour} {day} {month} {weekday}")
    };
    let offered = check(800, text, |text, suggestion| {
        let words: Vec<_> = text.split(' ').collect();
        // Past the end of the field is the start of the next: the same where every one of them counts.
        let past =
            |field: &str, high: u64| field.split([',', '-', '/']).any(|value| value == high.to_string());
        if past(words[0], 60) || past(words[1], 24) {
            assert!(words[2..].iter().all(|word| *word == "*"), "{text:?} -> {suggestion:?}");
            return;
        }
        // `a/n` is a alone or goes on; both day fields mean either, or both where one begins with a star.
        for (open, both) in [(false, false), (true, false), (false, true), (true, true)] {
            let at = |hour, minute| {
                number(words[1], 0, 23, open, "-", hour) && number(words[0], 0, 59, open, "-", minute)
            };
            let on_day = |day: Date| {
                let (of_month, month, of_week) = parts(day);
                let by_month = number(words[2], 1, 31, open, "-", of_month);
                let by_week = words[4] == "*" || weekday(words[4], false, open, "-", of_week);
                let starred = words[2].starts_with('*') || words[4].starts_with('*');
                let days = match () {
                    () if words[2] == "*" || words[4] == "*" || (both && starred) => by_month && by_week,
                    () => by_month || by_week,
                };
                months(words[3], open, "-", month) && days
            };
            is_the_same(text, suggestion, on_day, at);
        }
    });
    assert!(offered > 20, "{offered}");
}

#[test]
fn a_systemd_calendar_keeps_its_runs() {
    let text = |dice: &mut Dice| {
        let weekdays = dice.of(&["", "", "Mon..Fri ", "Sun ", "Tue,Thu..Sat "]);
        let year = dice.of(&["*", "*", "*", "2026"]);
        let month = if dice.below(2) == 0 { "*".to_owned() } else { dice.field(1, 12, "..", false) };
        let day = if dice.below(2) == 0 { "*".to_owned() } else { dice.field(1, 31, "..", false) };
        let (hour, minute) = (dice.field(0, 23, "..", false), dice.field(0, 59, "..", false));
        let second = dice.of(&["", ":00", ":0", ":30"]);
        format!("{weekdays}{year}-{month}-{day} {hour}:{minute}{second}")
    };
    let offered = check(160, text, |text, suggestion| {
        let mut words: Vec<_> = text.split(' ').collect();
        let weekdays = if words.len() == 3 { words.remove(0) } else { "*" };
        let (date, time): (Vec<_>, Vec<_>) = (words[0].split('-').collect(), words[1].split(':').collect());
        assert!(date[0] == "*" && time.get(2).is_none_or(|second| second.starts_with('0')), "{text:?}");
        let at = |hour, minute| {
            number(time[0], 0, 23, true, "..", hour) && number(time[1], 0, 59, true, "..", minute)
        };
        let on_day = |day: Date| {
            let (of_month, month, of_week) = parts(day);
            let by_week = weekdays == "*" || weekday(weekdays, true, true, "..", of_week);
            by_week
                && number(date[1], 1, 12, true, "..", month)
                && number(date[2], 1, 31, true, "..", of_month)
        };
        is_the_same(text, suggestion, on_day, at);
    });
    assert!(offered > 15, "{offered}");
}

#[test]
fn an_interval_keeps_its_runs() {
    let text = |dice: &mut Dice| {
        let number = dice.between(1, 72);
        match dice.below(3) {
            0 => format!("@every {number}{}", dice.of(&["m", "h"])),
            1 => format!("rate({number} {})", dice.of(&["minutes", "hours"])),
            _ => format!("every {number} {}", dice.of(&["minutes", "hours"])),
        }
    };
    let offered = check(160, text, |text, suggestion| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let hours = text.contains("hour") || text.ends_with('h');
        let interval: u64 = digits.parse::<u64>().unwrap() * if hours { 60 } else { 1 };
        assert_eq!(1440 % interval, 0, "{text:?} is no part of a day");
        is_the_same(text, suggestion, |_| true, |hour, minute| (hour * 60 + minute) % interval == 0);
    });
    assert!(offered > 15, "{offered}");
}
