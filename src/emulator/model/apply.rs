//! The six operations: an account, an operation and a time give an answer and the account after it.

use serde::Serialize;

use super::answer::ScheduleAnswer;
use super::schedule::Schedule;
use super::{Account, Change, Context, Operation, Refusal};
use crate::emulator::quirks::LIST_ORDER;

impl Account {
    /// Carries an operation out and gives the body of its answer, which is JSON.
    pub(crate) fn apply(&mut self, operation: &Operation, context: &Context) -> Result<Vec<u8>, Refusal> {
        match operation {
            Operation::List => self.list(context),
            Operation::Create { name, parameters } => self.create(context, name, parameters),
            Operation::Update { name, parameters } => self.update(context, name, parameters),
            Operation::Delete { name } => self.delete(context, name),
            Operation::Run { name, time, parameters } => self.run(context, name, time, parameters),
            Operation::History { name, parameters } => self.history(context, name, parameters),
        }
    }

    fn list(&self, context: &Context) -> Result<Vec<u8>, Refusal> {
        #[derive(Serialize)]
        struct List<'a> {
            schedules: Vec<ScheduleAnswer<'a>>,
        }
        let mut rows: Vec<&Schedule> =
            self.schedules.values().filter(|schedule| context.sees(&schedule.definition.database)).collect();
        match context.quirks.get(&LIST_ORDER) {
            "newest" => rows.reverse(),
            "name" => rows.sort_by(|a, b| a.name.cmp(&b.name)),
            _ => {}
        }
        let rows = rows.into_iter().map(|schedule| ScheduleAnswer::listed(&context.quirks, schedule));
        body(&List { schedules: rows.collect() })
    }

    fn delete(&mut self, context: &Context, name: &str) -> Result<Vec<u8>, Refusal> {
        let id = self.find(context, name)?.id;
        let schedule = self.remove(&context.quirks, id).ok_or_else(Refusal::not_found)?;
        self.changes.extend(schedule.jobs.iter().map(|job| Change::JobGone(job.id)));
        body(&ScheduleAnswer::deleted(&context.quirks, &schedule))
    }
}

/// Writes an answer as JSON.
pub(super) fn body<T: Serialize>(answer: &T) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(answer).map_err(|error| Refusal::new(500, error.to_string()))
}
