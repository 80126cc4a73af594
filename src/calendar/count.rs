//! Counts the runs of all schedules. Those with the same cron, zone and delay are looked at once.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::entry::{Entry, Setting};
use crate::cron::{Advice, Cron, Options, advice, zone};

const MINUTE: i64 = 60;
const DAY: i64 = 86_400;

/// What is looked at.
#[derive(Clone, Debug)]
pub struct Window {
    /// The first instant; its minute counts.
    pub from: Timestamp,
    /// How many times 24 hours.
    pub days: u16,
    /// So many of the busiest minutes are named.
    pub top: usize,
    /// The zone of the reader.
    pub zone: TimeZone,
    /// Its name.
    pub zone_name: String,
}

/// A busy minute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Busy {
    /// When it begins.
    pub at: Timestamp,
    /// How many schedules start in it.
    pub count: u32,
    /// Which ones, in the order of the alphabet.
    pub names: Vec<String>,
}

/// The hours of a day on the reader's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Starts in each of its hours; an hour that the clock shows twice counts both.
    pub hours: [u32; 24],
}

/// When schedules start, counted.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// How many schedules there are, those that never run included.
    pub schedules: usize,
    /// How many starts there are.
    pub runs: u64,
    /// Each hour of UTC with a start.
    pub hours: Vec<(Timestamp, u32)>,
    /// The busiest minutes: most starts first, the earlier first among equals.
    pub minutes: Vec<Busy>,
    /// The same hours, by the reader's days.
    pub days: Vec<Day>,
    /// Starts by database, most first.
    pub databases: Vec<(String, u64)>,
    /// Starts by query engine, most first.
    pub types: Vec<(String, u64)>,
    /// Starts by time zone, most first.
    pub zones: Vec<(String, u64)>,
    /// Those that a clock change skips within a year, and which times.
    pub skipped: Vec<(String, String)>,
    /// Those that a clock change doubles within a year, and which times.
    pub doubled: Vec<(String, String)>,
    /// Those that never run by themselves, and why.
    pub idle: Vec<(String, String)>,
    /// Those whose times can't be told, and why.
    pub unknown: Vec<(String, String)>,
}

/// Schedules that start at the same times.
struct Group<'e> {
    cron: Cron,
    zone: TimeZone,
    delay: SignedDuration,
    entries: Vec<&'e Entry>,
}

impl Calendar {
    /// Counts the starts in the window.
    pub fn of(entries: &[Entry], window: &Window) -> Self {
        let mut calendar = Self { schedules: entries.len(), ..Self::default() };
        let groups = calendar.groups(entries);
        let start = window.from.as_second().div_euclid(MINUTE) * MINUTE;
        let end = start + i64::from(window.days) * DAY;
        let mut counts = vec![0_u32; usize::from(window.days) * 1440];
        let (mut databases, mut types, mut zones) = (Tally::default(), Tally::default(), Tally::default());
        for group in &groups {
            let runs = group.count(start, end, &mut counts);
            for entry in &group.entries {
                databases.add(&entry.database, runs);
                types.add(&entry.query_type, runs);
                let zone = entry.timezone.known().filter(|zone| !zone.is_empty()).unwrap_or("UTC");
                zones.add(&Setting::Known(zone.to_owned()), runs);
            }
            calendar.runs += runs * u64::try_from(group.entries.len()).unwrap_or(0);
            calendar.clock_changes(group, window.from);
        }
        let busy: Vec<(i64, u32)> =
            (start..end).step_by(60).zip(counts).filter(|(_, count)| *count > 0).collect();
        calendar.hours = hours(&busy);
        calendar.days = days(&busy, window, start, end);
        calendar.minutes = busiest(busy, &groups, window.top);
        (calendar.databases, calendar.types, calendar.zones) =
            (databases.sorted(), types.sorted(), zones.sorted());
        for list in [&mut calendar.skipped, &mut calendar.doubled, &mut calendar.idle, &mut calendar.unknown]
        {
            list.sort();
        }
        calendar
    }

    /// Puts those together that start at the same times; tells of those that can't start.
    fn groups<'e>(&mut self, entries: &'e [Entry]) -> Vec<Group<'e>> {
        let mut found: HashMap<(&str, &str, i64), Option<usize>> = HashMap::new();
        let mut groups: Vec<Group<'e>> = Vec::new();
        for entry in entries {
            let cron = match &entry.cron {
                Setting::Unknown => {
                    self.unknown.push((entry.name.clone(), "its cron is computed elsewhere".to_owned()));
                    continue;
                }
                Setting::Known(text) if !text.trim().is_empty() => text,
                _ => {
                    self.idle.push((entry.name.clone(), "it has no cron".to_owned()));
                    continue;
                }
            };
            if !entry.enabled {
                self.idle.push((entry.name.clone(), "it is disabled".to_owned()));
                continue;
            }
            let zone = match &entry.timezone {
                Setting::Unknown => {
                    self.unknown.push((entry.name.clone(), "its time zone is computed elsewhere".to_owned()));
                    continue;
                }
                other => other.known().filter(|zone| !zone.is_empty()).unwrap_or("UTC"),
            };
            let known = found.entry((cron, zone, entry.delay)).or_insert_with(|| {
                let group = group(cron, zone, entry.delay).ok()?;
                groups.push(group);
                Some(groups.len() - 1)
            });
            match known.and_then(|index| groups.get_mut(index)) {
                Some(group) => group.entries.push(entry),
                None => {
                    let why = group(cron, zone, entry.delay).err().unwrap_or_default();
                    self.unknown.push((entry.name.clone(), why));
                }
            }
        }
        groups
    }

    fn clock_changes(&mut self, group: &Group<'_>, from: Timestamp) {
        for advice in advice(&group.cron, &group.zone, from) {
            let list = match &advice {
                Advice::Skipped { .. } => &mut self.skipped,
                Advice::Doubled { .. } => &mut self.doubled,
                _ => continue,
            };
            let told = advice.to_string();
            list.extend(group.entries.iter().map(|entry| (entry.name.clone(), told.clone())));
        }
    }
}

fn group<'e>(cron: &str, zone: &str, delay: i64) -> Result<Group<'e>, String> {
    let cron = Cron::parse(cron, &Options { last_day: true })
        .map_err(|error| format!("its cron can't be read: {error}"))?;
    // TD's scheduler knows the names that Rails shows, too.
    let zone = zone::find(zone)
        .or_else(|error| error.legacy_zone().ok_or(error))
        .map_err(|error| format!("its time zone can't be read: {error}"))?;
    Ok(Group { cron, zone, delay: SignedDuration::from_secs(delay), entries: Vec::new() })
}

impl Group<'_> {
    /// Adds its starts to the minutes from `start`; how many starts one of its schedules has.
    fn count(&self, start: i64, end: i64, counts: &mut [u32]) -> u64 {
        let weight = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let delay = self.delay.as_secs();
        let instant =
            |second: i64| Timestamp::from_second(second.saturating_sub(delay)).unwrap_or(Timestamp::MAX);
        let mut runs = 0;
        self.cron.each_between(instant(start), instant(end), &self.zone, |run| {
            let minute = run.as_second().saturating_add(delay).saturating_sub(start).div_euclid(MINUTE);
            if let Some(count) = usize::try_from(minute).ok().and_then(|minute| counts.get_mut(minute)) {
                *count = count.saturating_add(weight);
                runs += 1;
            }
        });
        runs
    }

    fn starts_in(&self, minute: i64) -> bool {
        let at = minute.saturating_sub(self.delay.as_secs());
        let mut starts = false;
        // A delay of any size may stand in a row.
        let until = Timestamp::from_second(at.saturating_add(MINUTE));
        if let (Ok(from), Ok(until)) = (Timestamp::from_second(at), until) {
            self.cron.each_between(from, until, &self.zone, |_| starts = true);
        }
        starts
    }
}

fn hours(busy: &[(i64, u32)]) -> Vec<(Timestamp, u32)> {
    let mut hours: BTreeMap<i64, u32> = BTreeMap::new();
    for (at, count) in busy {
        let hour = hours.entry(at.div_euclid(3600) * 3600).or_default();
        *hour = hour.saturating_add(*count);
    }
    hours.into_iter().filter_map(|(at, count)| Some((Timestamp::from_second(at).ok()?, count))).collect()
}

fn days(busy: &[(i64, u32)], window: &Window, start: i64, end: i64) -> Vec<Day> {
    let local = |second: i64| {
        let at = Timestamp::from_second(second).ok()?;
        Some(window.zone.to_datetime(at))
    };
    let mut days: BTreeMap<Date, [u32; 24]> = BTreeMap::new();
    // Days without a start are shown, too.
    for at in (start..end).step_by(3600) {
        days.extend(local(at).filter(|at| !days.contains_key(&at.date())).map(|at| (at.date(), [0; 24])));
    }
    for (at, count) in busy {
        let Some(at) = local(*at) else { continue };
        let hours = days.entry(at.date()).or_default();
        if let Some(hour) = hours.get_mut(usize::from(at.hour().unsigned_abs())) {
            *hour = hour.saturating_add(*count);
        }
    }
    days.into_iter().map(|(date, hours)| Day { date, hours }).collect()
}

fn busiest(mut busy: Vec<(i64, u32)>, groups: &[Group<'_>], top: usize) -> Vec<Busy> {
    busy.sort_by_key(|(at, count)| (std::cmp::Reverse(*count), *at));
    busy.truncate(top);
    let named = busy.into_iter().filter_map(|(second, count)| {
        let here = groups.iter().filter(|group| group.starts_in(second));
        let mut names: Vec<String> =
            here.flat_map(|group| &group.entries).map(|entry| entry.name.clone()).collect();
        names.sort();
        Some(Busy { at: Timestamp::from_second(second).ok()?, count, names })
    });
    named.collect()
}

/// Starts by one thing.
#[derive(Default)]
struct Tally(HashMap<String, u64>);

impl Tally {
    fn add(&mut self, of: &Setting, runs: u64) {
        let key = match of {
            Setting::Known(text) => text,
            Setting::Unset => "",
            Setting::Unknown => "(not known)",
        };
        match self.0.get_mut(key) {
            Some(sum) => *sum += runs,
            None => {
                self.0.insert(key.to_owned(), runs);
            }
        }
    }

    fn sorted(self) -> Vec<(String, u64)> {
        let mut all: Vec<_> = self.0.into_iter().filter(|(_, runs)| *runs > 0).collect();
        all.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        all
    }
}
