//! A name as TD writes it. Terraform knows texts in NFC only, TD may hold another form of the same name, and its paths
//! take no form but that one (404).

use super::reconcile::is_it;
use super::{CallOptions, Client, Error, Str};

impl Client {
    /// The form that a name has in TD's list, where that is another one than the name that got this error: to be sent
    /// instead.
    pub(super) async fn other_form(
        &self,
        call: &CallOptions,
        name: &str,
        id: Option<&str>,
        error: Option<&Error>,
    ) -> Option<Str> {
        // ASCII has one form only.
        if name.is_ascii() || !error.is_some_and(Error::is_not_found) {
            return None;
        }
        let list = self.list(call).await.ok()?;
        let row = list.by_name(name).filter(|row| is_it(row, id) && *row.name != *name)?;
        Some(row.name.clone())
    }

    /// Whether TD's list has the schedule of this number under another name; false where numbers are not known.
    pub(super) async fn is_renamed(&self, call: &CallOptions, name: &str, id: Option<&str>) -> bool {
        let Some(id) = id else { return false };
        let list = self.list(call).await;
        list.is_ok_and(|list| list.by_id(id).is_some_and(|row| *row.name != *name))
    }
}
