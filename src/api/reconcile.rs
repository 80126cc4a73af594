//! Writes that must not happen twice: after an answer that does not say what was done, TD's list does.

use std::sync::Arc;

use super::attempts::Attempts;
use super::request::Request;
use super::response::ApiResponse;
use super::retry_policy::{RetryDecision, decide};
use super::{CallOptions, Client, Error, ErrorKind, Operation, Schedule, ScheduleFields, ScheduleList};

/// What the list says about a write.
enum Reconciled<T> {
    Done(T),
    /// Nothing of it was done.
    Undone,
    /// It can't be done.
    Refused(ErrorKind),
    /// A row of the list can't be read, and it may be the one in question.
    Unreadable,
}

impl Client {
    /// Makes a schedule, once. A name that exists already is a conflict.
    ///
    /// `same` says whether a row is what was sent: after an unclear answer a row of this name is ours when it is, and
    /// when it is not older than TD's clock was at our first try. An error that [`is_ambiguous`](Error::is_ambiguous)
    /// could not be settled: TD may have made the schedule or may make it yet.
    pub async fn create(
        &self,
        call: &CallOptions,
        name: &str,
        fields: &ScheduleFields,
        same: &(dyn Fn(&Schedule) -> bool + Sync),
    ) -> Result<Schedule, Error> {
        let request = Request::create(name, fields);
        let begun = self.transport.clock.monotonic();
        let since = || self.transport.time_at(begun);
        let reconcile = |list: &ScheduleList, failure: &ErrorKind| match list.by_name(name) {
            Some(row) if same(row) && row.created_at.is_some_and(|at| at >= since()) => {
                Reconciled::Done((**row).clone())
            }
            Some(_) if failure.is_conflict() => Reconciled::Refused(failure.clone()),
            Some(_) => Reconciled::Refused(ErrorKind::Taken),
            None if list.unread(name, None).is_some() => Reconciled::Unreadable,
            None => Reconciled::Undone,
        };
        let made = self.reconciled(call, &request, ApiResponse::schedule, reconcile).await;
        made.map_err(|error| error.first_sent(since()))
    }

    /// Changes what is given; `fields.name` renames. `id` is TD's number, where it is known: it tells whether a rename
    /// with an unclear answer has happened.
    pub async fn update(
        &self,
        call: &CallOptions,
        name: &str,
        id: Option<&str>,
        fields: &ScheduleFields,
    ) -> Result<Schedule, Error> {
        let outcome = self.update_named(call, name, id, fields).await;
        match self.other_form(call, name, id, outcome.as_ref().err()).await {
            Some(form) => self.update_named(call, &form, id, fields).await,
            None => outcome,
        }
    }

    async fn update_named(
        &self,
        call: &CallOptions,
        name: &str,
        id: Option<&str>,
        fields: &ScheduleFields,
    ) -> Result<Schedule, Error> {
        let request = Request::update(name, fields);
        let new = fields.name.as_deref().unwrap_or(name);
        let reconcile = |list: &ScheduleList, failure: &ErrorKind| {
            let is_it = |row: &&Arc<Schedule>| is_it(row, id);
            match (list.by_name(name).filter(is_it), list.by_name(new).filter(is_it)) {
                (Some(_), _) => Reconciled::Undone,
                (None, Some(row)) => Reconciled::Done((**row).clone()),
                (None, None) if list.unread(name, id).or_else(|| list.unread(new, id)).is_some() => {
                    Reconciled::Unreadable
                }
                (None, None) => Reconciled::Refused(failure.clone()),
            }
        };
        self.reconciled(call, &request, ApiResponse::schedule, reconcile).await
    }

    /// Deletes a schedule; one that is gone already (404) is success, one that was only renamed is not. `id` is TD's
    /// number, where it is known: another schedule that has got the name meanwhile is left alone.
    pub async fn delete(&self, call: &CallOptions, name: &str, id: Option<&str>) -> Result<(), Error> {
        let mut outcome = self.delete_named(call, name, id).await;
        if let Some(form) = self.other_form(call, name, id, outcome.as_ref().err()).await {
            outcome = self.delete_named(call, &form, id).await;
        }
        match outcome {
            Err(error) if error.is_not_found() && !self.is_renamed(call, name, id).await => Ok(()),
            other => other,
        }
    }

    async fn delete_named(&self, call: &CallOptions, name: &str, id: Option<&str>) -> Result<(), Error> {
        let reconcile = |list: &ScheduleList, _: &ErrorKind| match list.by_name(name) {
            Some(row) if is_it(row, id) => Reconciled::Undone,
            _ if list.unread(name, id).is_some() => Reconciled::Unreadable,
            _ => Reconciled::Done(()),
        };
        self.reconciled(call, &Request::delete(name), ApiResponse::object, reconcile).await
    }

    /// Sends a write until it is known what became of it.
    async fn reconciled<T>(
        &self,
        call: &CallOptions,
        request: &Request,
        read: fn(ApiResponse) -> Result<T, ErrorKind>,
        reconcile: impl Fn(&ScheduleList, &ErrorKind) -> Reconciled<T>,
    ) -> Result<T, Error> {
        let transport = &self.transport;
        let attempts = Attempts::for_call(call, transport.clock.monotonic());
        let work = async {
            loop {
                let write = self.list_cache.write();
                let failure = match transport.attempt_once(request, &attempts, read).await {
                    Ok(done) => {
                        write.done();
                        return Ok(done);
                    }
                    Err(failure) => failure,
                };
                if attempts.may_be_applied() {
                    // The list must begin after the request has ended.
                    drop(write);
                } else {
                    write.never_sent();
                }
                match decide(request, &failure) {
                    RetryDecision::Reconcile => {}
                    // An earlier try may be the reason for TD's no.
                    RetryDecision::GiveUp if attempts.count() > 1 && echoes(request, &failure) => {}
                    RetryDecision::Retry => {
                        transport.back_off(request, &attempts, failure).await?;
                        continue;
                    }
                    RetryDecision::GiveUp => return Err(failure),
                }
                // Who can't see the list can't say what was done: the failure stays unclear.
                let Ok(list) = self.shared_list().await else {
                    transport.budget.withdraw(transport.clock.monotonic());
                    return Err(failure);
                };
                match reconcile(&list, &failure) {
                    Reconciled::Done(done) => return Ok(done),
                    Reconciled::Unreadable => return Err(failure),
                    Reconciled::Refused(failure) => {
                        attempts.mark_not_applied();
                        return Err(failure);
                    }
                    Reconciled::Undone => {
                        // What was not answered may still be on its way.
                        if failure.was_answered() {
                            attempts.mark_not_applied();
                        }
                        if matches!(failure, ErrorKind::NotHttp { .. }) {
                            return Err(failure);
                        }
                        transport.back_off(request, &attempts, failure).await?;
                    }
                }
            }
        };
        let outcome = super::send::bounded(call, || attempts.left(), work).await;
        outcome.map_err(|failure| transport.error(request, &attempts, failure))
    }
}

/// Whether a row is the schedule of this number, as far as numbers are known.
pub(super) fn is_it(row: &Schedule, id: Option<&str>) -> bool {
    id.is_none() || row.id.is_none() || row.id.as_deref() == id
}

/// Whether TD says no in the words that it has for what is done already.
fn echoes(request: &Request, failure: &ErrorKind) -> bool {
    match request.operation {
        Operation::Create => failure.is_conflict(),
        Operation::Update => request.renames && (failure.is_conflict() || failure.is_not_found()),
        _ => false,
    }
}
