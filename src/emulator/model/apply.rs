//! An account, an operation and a time give an answer and the account after it.

use serde::Serialize;

use super::response::ScheduleAnswer;
use super::schedule::Schedule;
use super::{Account, ApiError, Change, Context, Kind, Operation, Reply};
use crate::emulator::quirks::LIST_ORDER;

impl Account {
    /// Carries an operation out and gives its answer.
    pub(crate) fn apply(&mut self, operation: &Operation, context: &Context) -> Result<Reply, ApiError> {
        self.note_databases_of_key(context);
        let parameters = &operation.parameters;
        let (first, second) = (operation.part(0), operation.part(1));
        let body = match operation.kind {
            Kind::List => self.list(context),
            Kind::Create => self.create(context, first, parameters),
            Kind::Update => self.update(context, first, parameters),
            Kind::Delete => self.delete(context, first),
            Kind::Run => self.run(context, first, second, parameters),
            Kind::RunById => self.run_by_id(context, first, parameters),
            Kind::History => self.history(context, first, parameters),
            Kind::Databases => self.list_databases(context, parameters),
            Kind::Database => self.show_database(context, first, parameters),
            Kind::CreateDatabase => self.create_database(context, first),
            Kind::DeleteDatabase => self.delete_database(context, first),
            Kind::Tables => self.list_tables(context, first),
            Kind::Table => self.show_table(context, first, second),
            Kind::CreateTable => self.create_table(context, first, second, operation.part(2), parameters),
            Kind::DeleteTable => self.delete_table(context, first, second),
            Kind::Connections => self.list_connections(context),
            Kind::CreateConnection => self.create_connection(first, parameters),
            Kind::DeleteConnection => self.delete_connection(first),
            Kind::LookUpConnection => self.look_up_connection(parameters),
            Kind::Jobs => self.list_jobs(context, parameters),
            Kind::Job => self.show_job(context, first),
            Kind::JobStatus => self.show_job_status(context, first),
            Kind::JobStatusByKey => self.show_job_status_by_key(context, first),
            Kind::KillJob => self.kill_job(context, first),
            Kind::JobResult => return self.job_result(context, first, parameters),
            Kind::IssueJob => self.issue_job(context, operation),
            Kind::Users => self.list_users(context),
            Kind::User => self.show_user(context),
            Kind::Account => self.show_account(context),
            Kind::ServerStatus | Kind::Authenticate => Err(ApiError::not_found()),
        };
        body.map(Reply::json)
    }

    fn list(&self, context: &Context) -> Result<Vec<u8>, ApiError> {
        #[derive(Serialize)]
        struct List<'a> {
            schedules: Vec<ScheduleAnswer<'a>>,
        }
        let mut rows: Vec<&Schedule> =
            self.schedules.values().filter(|schedule| context.sees(&schedule.definition.database)).collect();
        match context.quirks.get(&LIST_ORDER) {
            "newest" => rows.reverse(),
            "created" => {}
            // By the names' bytes.
            _ => rows.sort_by(|a, b| a.name.cmp(&b.name)),
        }
        let connections = &self.catalog.connections;
        let rows =
            rows.into_iter().map(|schedule| ScheduleAnswer::listed(&context.quirks, connections, schedule));
        body(&List { schedules: rows.collect() })
    }

    fn delete(&mut self, context: &Context, name: &str) -> Result<Vec<u8>, ApiError> {
        let id = self.find(context, name)?.id;
        let schedule = self.remove(&context.quirks, id).ok_or_else(ApiError::not_found)?;
        let answer = body(&ScheduleAnswer::deleted(&context.quirks, &schedule));
        // The jobs that it started can still be looked up.
        for job in schedule.jobs {
            self.changes.push(Change::Job(0, job.clone()));
            self.loose_jobs.insert(job.id, job);
        }
        answer
    }
}

/// Writes an answer as JSON.
pub(super) fn body<T: Serialize>(answer: &T) -> Result<Vec<u8>, ApiError> {
    serde_json::to_vec(answer).map_err(|error| ApiError::new(500, error.to_string()))
}
