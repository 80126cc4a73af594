//! An answer whose rows stand under one key. Each row is read by itself as soon as its text is whole, and its text is freed;
//! rows are counted with what they take, and the whole never takes more than its bound.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::ErrorKind;
use super::body::BOM;
use super::error_kind::Excess;
use super::lenient::{Lenient, int};
use super::object::Object;
use super::odd::{self, OddRow};
use super::response::{ApiResponse, judged, payload};
use super::split::Splitter;

/// What the rows are.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Schedules,
    History,
    Jobs,
}

impl Kind {
    pub(super) fn key(self) -> &'static [u8] {
        match self {
            Self::Schedules => b"schedules",
            Self::History => b"history",
            Self::Jobs => b"jobs",
        }
    }

    /// The keys of a row's name and number.
    fn names(self) -> [&'static [u8]; 2] {
        match self {
            Self::Schedules => [b"name", b"id"],
            Self::History | Self::Jobs => [b"", b"job_id"],
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Schedules => "a list of schedules",
            Self::History => "a history",
            Self::Jobs => "a list of jobs",
        }
    }
}

/// What was read.
#[derive(Debug)]
pub(super) struct List<T> {
    pub(super) rows: Vec<T>,
    /// Rows that can't be read.
    pub(super) odd: Vec<OddRow>,
    /// TD's `count`.
    pub(super) count: Option<i64>,
}

/// A list without its rows.
#[derive(Deserialize)]
struct Frame {
    #[serde(default)]
    count: Lenient,
    schedules: Option<Vec<Object<Cut>>>,
    history: Option<Vec<Object<Cut>>>,
    jobs: Option<Vec<Object<Cut>>>,
}

/// Where a row was; takes no room.
#[derive(Deserialize)]
struct Cut {}

/// What the rows have taken so far.
struct Reading<T> {
    list: List<T>,
    /// Rows that came, read or passed over.
    came: usize,
    /// Bytes that the rows take.
    taken: usize,
    most: usize,
    memory: usize,
}

impl ApiResponse {
    /// The rows under a kind's key. `read` makes one of its fields, or says what it has that none may have; `memory` is what
    /// one takes in bytes.
    pub(super) fn list<R: DeserializeOwned, T>(
        self,
        kind: Kind,
        read: impl Fn(R) -> Result<T, &'static str>,
        memory: impl Fn(&T) -> usize,
    ) -> Result<List<T>, ErrorKind> {
        let Self { status, body, bounds } = self;
        let beginning = body.beginning().to_vec();
        let mut splitter = Splitter::new(kind.key());
        let mut reading = Reading {
            list: List { rows: Vec::new(), odd: Vec::new(), count: None },
            came: 0,
            taken: 0,
            most: bounds.rows.unwrap_or(usize::MAX),
            memory: bounds.memory,
        };
        // Text that is not read yet.
        let mut rest = body.len();
        for piece in body.into_pieces() {
            rest = rest.saturating_sub(piece.len());
            splitter.take(&piece, |row| {
                reading.came += 1;
                if reading.came > reading.most {
                    return Ok(());
                }
                let parsed: serde_json::Result<R> = serde_json::from_slice(row);
                let one = parsed.map_err(|error| odd::reason(row, &error)).and_then(&read);
                reading.taken += match one {
                    Ok(one) => {
                        let taken = memory(&one);
                        reading.list.rows.push(one);
                        taken
                    }
                    Err(reason) => {
                        let odd = OddRow::new(reading.came, row, kind.names(), reason);
                        let taken = odd.memory();
                        reading.list.odd.push(odd);
                        taken
                    }
                };
                reading.fits(rest)
            })?;
            reading.fits(rest + splitter.held())?;
        }
        let Reading { mut list, came, .. } = reading;
        let frame = splitter.into_frame();
        let frame = serde_json::from_slice(frame.strip_prefix(BOM).unwrap_or(&frame));
        let frame: Frame = judged(status, &beginning, kind.words(), frame)?;
        let cut = match kind {
            Kind::Schedules => frame.schedules,
            Kind::History => frame.history,
            Kind::Jobs => frame.jobs,
        };
        if cut.is_none_or(|cut| cut.len() != came) {
            return Err(payload(status, &format!("{} was expected", kind.words())));
        }
        // Rows of which nothing can be read, and no other, are no list of Treasure Data's.
        if let Some(odd) = list.odd.first()
            && list.rows.is_empty()
            && list.odd.iter().all(|odd| odd.name.is_none() && odd.id.is_none())
        {
            return Err(payload(status, &format!("{} was expected, but {odd}", kind.words())));
        }
        list.count = int(&frame.count);
        Ok(list)
    }
}

impl<T> Reading<T> {
    /// An error when what was read takes, with so many other bytes, more than the answer may.
    fn fits(&self, others: usize) -> Result<(), ErrorKind> {
        if self.taken.saturating_add(others) <= self.memory {
            return Ok(());
        }
        let rows = self.list.rows.len() + self.list.odd.len();
        Err(ErrorKind::TooLarge { excess: Excess::Rows(rows), limit: self.memory })
    }
}

/// Bytes that a row of this type takes with these texts: itself, its count of owners, its places in a list and in two
/// indexes, each of which may have twice the room that it needs.
pub(super) fn memory<T>(texts: impl IntoIterator<Item = usize>) -> usize {
    const BESIDE: usize = 2 * size_of::<usize>() + 2 * size_of::<usize>() + 2 * 2 * 32;
    /// What an allocator adds, and the count of owners.
    const EACH: usize = 32;
    size_of::<T>() + BESIDE + texts.into_iter().map(|length| length + EACH).sum::<usize>()
}
