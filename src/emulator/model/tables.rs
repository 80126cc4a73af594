//! Tables of a database. They hold no records.

use serde::Serialize;

use super::apply::body;
use super::catalog::Table;
use super::databases::check_name;
use super::time::of_job;
use super::{Account, ApiError, Change, Context, Parameters};
use crate::emulator::quirks::Quirks;

#[derive(Serialize)]
struct TableAnswer<'a> {
    id: u64,
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    count: u64,
    schema: &'a str,
    expire_days: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    include_v: bool,
    delete_protected: bool,
    estimated_storage_size: u64,
    created_at: String,
    updated_at: String,
    counter_updated_at: Option<()>,
    last_log_timestamp: Option<()>,
}

impl<'a> TableAnswer<'a> {
    fn new(quirks: &Quirks, name: &'a str, table: &'a Table) -> Self {
        let at = of_job(quirks, Some(table.created_at));
        Self {
            id: table.id,
            name,
            kind: "log",
            count: 0,
            schema: &table.schema,
            expire_days: table.expire_days,
            description: table.description.as_deref(),
            include_v: true,
            delete_protected: false,
            estimated_storage_size: 0,
            created_at: at.clone(),
            updated_at: at,
            counter_updated_at: None,
            last_log_timestamp: None,
        }
    }
}

#[derive(Serialize)]
struct Reference<'a> {
    database: &'a str,
    table: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
}

fn unknown(name: &str) -> ApiError {
    ApiError::new(404, format!("Couldn't find UserTable with name = {name}"))
}

impl Account {
    pub(super) fn list_tables(&self, context: &Context, database: &str) -> Result<Vec<u8>, ApiError> {
        #[derive(Serialize)]
        struct List<'a> {
            database: &'a str,
            tables: Vec<TableAnswer<'a>>,
        }
        let tables = &self.database(context, database)?.tables;
        let tables = tables.iter().map(|(name, table)| TableAnswer::new(&context.quirks, name, table));
        body(&List { database, tables: tables.collect() })
    }

    pub(super) fn show_table(
        &self,
        context: &Context,
        database: &str,
        name: &str,
    ) -> Result<Vec<u8>, ApiError> {
        let table = self.database(context, database)?.tables.get(name).ok_or_else(|| unknown(name))?;
        body(&TableAnswer::new(&context.quirks, name, table))
    }

    /// `kind` is empty for the default.
    pub(super) fn create_table(
        &mut self,
        context: &Context,
        database: &str,
        name: &str,
        kind: &str,
        parameters: &Parameters,
    ) -> Result<Vec<u8>, ApiError> {
        if self.database(context, database)?.tables.contains_key(name) {
            return Err(ApiError::new(409, format!("Table {name} already exists")));
        }
        check_name(name)?;
        if !matches!(kind, "" | "log") {
            return Err(ApiError::new(422, "Validation failed: Type is not included in the list"));
        }
        let given = |name: &str| parameters.get(name).filter(|text| !text.is_empty());
        let expire_days = given("expire_days").map(|text| text.parse()).transpose();
        let expire_days =
            expire_days.map_err(|_| ApiError::new(422, "Validation failed: Expire days is not a number"))?;
        let schema = given("schema").map_or("[]", String::as_str);
        if serde_json::from_str::<Vec<serde_json::Value>>(schema).is_err() {
            return Err(ApiError::new(422, "Validation failed: Schema is not a JSON array"));
        }
        let table = Table {
            id: self.catalog.next_id(),
            created_at: context.now,
            schema: schema.to_owned(),
            expire_days,
            description: given("description").cloned(),
        };
        if let Some(database) = self.catalog.databases.get_mut(database) {
            database.tables.insert(name.to_owned(), table);
        }
        self.changes.push(Change::Catalog);
        body(&Reference { database, table: name, kind: "log" })
    }

    pub(super) fn delete_table(
        &mut self,
        context: &Context,
        database: &str,
        name: &str,
    ) -> Result<Vec<u8>, ApiError> {
        self.database(context, database)?;
        let held = self.catalog.databases.get_mut(database);
        held.and_then(|held| held.tables.remove(name)).ok_or_else(|| unknown(name))?;
        self.changes.push(Change::Catalog);
        body(&Reference { database, table: name, kind: "log" })
    }
}
