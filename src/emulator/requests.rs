//! What arrived: counts by operation, and the last requests. Keys and passwords never get in.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

use super::model::Parameters;

/// How many requests are remembered one by one.
const REMEMBERED: usize = 500;

/// The longest value that is remembered, in characters.
const LONGEST: usize = 200;

/// One request.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Arrival {
    number: u64,
    /// By the machine's clock.
    at: String,
    method: String,
    path: String,
    operation: &'static str,
    /// None before it is known.
    account: Option<String>,
    /// What query string and body said.
    parameters: Parameters,
    /// None while it is not answered, and for ever when it is answered by a reset.
    status: Option<u16>,
    fault: Option<String>,
}

/// All that is remembered.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Requests {
    total: u64,
    /// How many went wrong on purpose.
    faults: u64,
    counts: BTreeMap<&'static str, u64>,
    requests: VecDeque<Arrival>,
}

impl Requests {
    /// Notes a request; the number is for [`Self::find`].
    pub(crate) fn arrive(&mut self, at: String, method: &str, path: &str, operation: &'static str) -> u64 {
        self.total += 1;
        *self.counts.entry(operation).or_default() += 1;
        if self.requests.len() == REMEMBERED {
            self.requests.pop_back();
        }
        self.requests.push_front(Arrival {
            number: self.total,
            at,
            method: method.to_owned(),
            path: path.to_owned(),
            operation,
            account: None,
            parameters: Parameters::new(),
            status: None,
            fault: None,
        });
        self.total
    }

    fn find(&mut self, number: u64) -> Option<&mut Arrival> {
        self.requests.iter_mut().find(|arrival| arrival.number == number)
    }

    /// Notes who asks, and for what.
    pub(crate) fn read(&mut self, number: u64, account: &str, parameters: &Parameters) {
        let Some(arrival) = self.find(number) else { return };
        arrival.account = Some(account.to_owned());
        arrival.parameters = parameters
            .iter()
            .map(|(name, value)| {
                // A connection's `url` holds what a `result` may hold.
                let hidden = matches!(name.as_str(), "result" | "url" | "password") && !value.is_empty();
                let value = if hidden { "***".into() } else { value.chars().take(LONGEST).collect() };
                (name.clone(), value)
            })
            .collect();
    }

    /// Notes how it ended.
    pub(crate) fn answered(&mut self, number: u64, status: u16) {
        if let Some(arrival) = self.find(number) {
            arrival.status = Some(status);
        }
    }

    /// Notes what went wrong with it on purpose.
    pub(crate) fn fault(&mut self, number: u64, fault: String) {
        self.faults += 1;
        if let Some(arrival) = self.find(number) {
            arrival.fault = Some(fault);
        }
    }
}
