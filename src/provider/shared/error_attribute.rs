//! Which attribute a refused write is about.

use crate::api::{Error, ErrorKind, Operation};

/// The attributes by the words that begin a clause of TD's "Validation failed: …" (td-api-facts section 3).
const CLAUSES: [(&str, &str); 12] = [
    ("Cron ", "cron"),
    ("Database ", "database"),
    ("Delay ", "delay"),
    ("Engine version ", "engine_version"),
    ("Executing user ", "executing_user_id"),
    ("Name ", "name"),
    ("Pool ", "pool_name"),
    ("Priority ", "priority"),
    ("Query ", "query"),
    ("Result ", "result"),
    ("Retry limit ", "retry_limit"),
    ("Timezone ", "timezone"),
];

/// The attribute; None where the answer is about none of them, or not about a write of a schedule.
pub(in crate::provider) fn attribute(error: &Error) -> Option<&'static str> {
    let ErrorKind::Status { message, .. } = error.kind() else {
        return error.is_conflict().then_some("name");
    };
    match error.operation() {
        Operation::Create | Operation::Update if is_no_database(error) => Some("database"),
        Operation::Create | Operation::Update if error.is_conflict() => Some("name"),
        Operation::Update | Operation::Delete if error.is_not_found() => Some("name"),
        Operation::Create | Operation::Update => clause(message),
        _ => None,
    }
}

/// Whether TD knows no such database: a create names nothing else that may be missing.
pub(in crate::provider) fn is_no_database(error: &Error) -> bool {
    let ErrorKind::Status { message, .. } = error.kind() else { return false };
    match error.operation() {
        Operation::Create => error.is_not_found(),
        Operation::Update => error.is_not_found() && message.to_lowercase().contains("database"),
        _ => false,
    }
}

/// The first clause's attribute.
fn clause(message: &str) -> Option<&'static str> {
    let (_, clauses) = message.split_once("Validation failed: ")?;
    CLAUSES.iter().find(|(words, _)| clauses.starts_with(words)).map(|(_, attribute)| *attribute)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_first_clause_says_which_attribute_is_wrong() {
        assert_eq!(
            super::clause("Validation failed: Engine version is not included"),
            Some("engine_version")
        );
        assert_eq!(super::clause("Validation failed: Cron is invalid, Timezone is invalid"), Some("cron"));
        assert_eq!(super::clause("Validation failed: Karma is bad"), None);
        assert_eq!(super::clause("no"), None);
    }
}
