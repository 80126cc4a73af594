//! Connections, under the name `result` that the API has for them.

use serde::Serialize;

use super::apply::body;
use super::mask::without_secrets;
use super::{Account, ApiError, Change, Context, Parameters};

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    result: &'a str,
}

fn unknown() -> ApiError {
    ApiError::not_found()
}

impl Account {
    pub(super) fn list_connections(&self, context: &Context) -> Result<Vec<u8>, ApiError> {
        #[derive(Serialize)]
        struct Row<'a> {
            name: &'a str,
            url: String,
            organization: &'static str,
        }
        #[derive(Serialize)]
        struct List<'a> {
            results: Vec<Row<'a>>,
        }
        let rows = self.catalog.connections.iter().map(|(name, connection)| Row {
            name,
            url: without_secrets(&context.quirks, &connection.url),
            // The description lets it be null, the strict reader of td-client-go does not.
            organization: "",
        });
        body(&List { results: rows.collect() })
    }

    pub(super) fn create_connection(
        &mut self,
        name: &str,
        parameters: &Parameters,
    ) -> Result<Vec<u8>, ApiError> {
        let url = parameters.get("url").filter(|url| !url.is_empty());
        let url = url.ok_or_else(|| ApiError::new(422, "'url' parameter is required"))?;
        if name.is_empty() {
            return Err(ApiError::new(422, "Validation failed: Name can't be blank"));
        }
        if !self.catalog.put_connection(name, url, None) {
            return Err(ApiError::new(409, "Result must be unique"));
        }
        self.changes.push(Change::Catalog);
        body(&Named { name, result: name })
    }

    pub(super) fn delete_connection(&mut self, name: &str) -> Result<Vec<u8>, ApiError> {
        self.catalog.connections.remove(name).ok_or_else(unknown)?;
        self.changes.push(Change::Catalog);
        body(&Named { name, result: name })
    }

    pub(super) fn look_up_connection(&self, parameters: &Parameters) -> Result<Vec<u8>, ApiError> {
        #[derive(Serialize)]
        struct Found {
            id: u64,
        }
        let name = parameters.get("name").filter(|name| !name.is_empty());
        let name = name.ok_or_else(|| ApiError::new(422, "'name' parameter is required"))?;
        let connection = self.catalog.connections.get(name).ok_or_else(unknown)?;
        body(&Found { id: connection.id })
    }
}
