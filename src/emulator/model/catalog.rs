//! What an account has besides schedules and jobs: databases with their tables, connections, users.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::response::USER_ID;
use super::write::USER_NAME;

/// Everything of an account that is neither schedule nor job. Times are epoch seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Catalog {
    /// By name. One that a schedule or a job named first is here too.
    pub(crate) databases: BTreeMap<String, Database>,
    /// Names of databases that were deleted and not made again: these, and no others, are unknown to an account that
    /// takes any.
    pub(crate) deleted: BTreeSet<String>,
    /// By name.
    pub(crate) connections: Connections,
    /// In the order of their ids; the first is the owner, whose keys all are.
    pub(crate) users: Vec<User>,
    /// The newest id given to a database, a table or a connection.
    newest: u64,
}

/// An account's connections by name.
pub(crate) type Connections = BTreeMap<String, Connection>;

/// A database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Database {
    pub(crate) id: u64,
    pub(crate) created_at: i64,
    /// By name.
    pub(crate) tables: BTreeMap<String, Table>,
}

/// A table. It holds no records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Table {
    pub(crate) id: u64,
    pub(crate) created_at: i64,
    /// JSON text.
    pub(crate) schema: String,
    pub(crate) expire_days: Option<i64>,
    pub(crate) description: Option<String>,
}

/// A connection, which older clients call a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Connection {
    pub(crate) id: u64,
    /// A URL or JSON text, with its secrets; answers leave them out.
    pub(crate) url: String,
}

/// A user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct User {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) email: String,
}

impl Default for Catalog {
    fn default() -> Self {
        let owner = User { id: USER_ID, name: USER_NAME.into(), email: "emulator@example.com".into() };
        Self {
            databases: BTreeMap::new(),
            deleted: BTreeSet::new(),
            connections: Connections::new(),
            users: vec![owner],
            newest: 0,
        }
    }
}

impl Catalog {
    /// A number that no database, table or connection of the account has or had.
    pub(crate) fn next_id(&mut self) -> u64 {
        self.newest += 1;
        self.newest
    }

    /// Puts a database in, unless it is there; whether it was put in.
    pub(crate) fn put_database(&mut self, name: &str, now: i64) -> bool {
        self.deleted.remove(name);
        if self.databases.contains_key(name) {
            return false;
        }
        let id = self.next_id();
        let database = Database { id, created_at: now, tables: BTreeMap::new() };
        self.databases.insert(name.to_owned(), database);
        true
    }

    /// Puts a connection in, unless its name is taken; its id is `id` when that is free.
    pub(crate) fn put_connection(&mut self, name: &str, url: &str, id: Option<u64>) -> bool {
        if self.connections.contains_key(name) {
            return false;
        }
        let is_taken = |id: &u64| self.connections.values().any(|known| known.id == *id);
        let id = match id.filter(|id| !is_taken(id)) {
            Some(id) => {
                self.newest = self.newest.max(id);
                id
            }
            None => self.next_id(),
        };
        self.connections.insert(name.to_owned(), Connection { id, url: url.to_owned() });
        true
    }
}
