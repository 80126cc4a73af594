//! Import by name, by TD's number where no name matches, or by identity.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::model::{ScheduleIdentity, ScheduleModel};
use super::{belongs, name_checks, row, timeout};
use crate::api::{Schedule, ScheduleList};
use crate::escape::is_invisible;
use crate::framework::{Attr, Context, Diagnostic, Import, Model as _, Private, StoredObject};
use crate::provider::ProviderClient;
use crate::provider::shared::{odd, suggestion};

pub(super) async fn import(
    context: &Context<ProviderClient>,
    request: Import<ScheduleIdentity>,
) -> Result<StoredObject<ScheduleModel, ScheduleIdentity>, Diagnostic> {
    let td = ProviderClient::ready(context)?;
    let (wanted, by_id) = match &request {
        Import::Id(id) => (id.as_str(), true),
        Import::Identity(identity) => {
            td.origin.check_import(belongs::named(Some(identity)))?;
            (identity.name.known().map_or("", |name| &**name), false)
        }
    };
    let call = td.call(context, timeout::of(&ScheduleModel::null(), timeout::Operation::Read));
    let list = td
        .client
        .list(&call)
        .await
        .map_err(|error| td.failure(&format!("import the schedule {wanted:?}"), &error))?;
    let found = list.by_name(wanted).or_else(|| list.by_id(wanted).filter(|_| by_id));
    let Some(found) = found else {
        let number = Some(wanted).filter(|wanted| by_id && wanted.bytes().all(|byte| byte.is_ascii_digit()));
        let unread = odd::unread(&list, wanted, number);
        return Err(unread.unwrap_or_else(|| not_found(wanted, by_id, &list, td)));
    };
    name_checks::imported(td, found);
    Ok(saved(found, td))
}

fn saved(
    found: &Arc<Schedule>,
    td: &crate::provider::ConfiguredClient,
) -> StoredObject<ScheduleModel, ScheduleIdentity> {
    let (model, identity) = listed(found, td);
    let mut private = Private::default();
    td.origin.remember(&mut private);
    StoredObject { model, identity: Some(identity), private }
}

/// A schedule as an import would store it.
pub(in crate::provider) fn listed(
    found: &Schedule,
    td: &crate::provider::ConfiguredClient,
) -> (ScheduleModel, ScheduleIdentity) {
    let model = ScheduleModel { account_id: Attr::from(td.origin.account.clone()), ..row::import(found) };
    let identity = belongs::identity(&model, &td.origin, None);
    (model, identity)
}

fn not_found(
    wanted: &str,
    by_id: bool,
    list: &ScheduleList,
    td: &crate::provider::ConfiguredClient,
) -> Diagnostic {
    let names = list.schedules.iter().map(|schedule| &*schedule.name);
    let called = if by_id { "the name or number" } else { "the name" };
    let shown = match list.schedules.len() {
        0 => "no schedule".to_owned(),
        1 => "one schedule".to_owned(),
        more => format!("{more} schedules"),
    };
    Diagnostic::error(
        "Cannot import a schedule that is not there",
        format!(
            "Treasure Data shows {shown} to this API key, and none with {called} {wanted:?}.{} {} Names are compared \
             exactly, upper and lower case included.",
            suggestion::did_you_mean(wanted, names),
            td.sources(),
        ),
    )
}

/// What an import means a schedule by: its name; TD's number where the name has what nobody can see, since Terraform shows
/// ids as they are. A number that is also a name would be taken for the name.
pub(crate) fn import_id<'a>(found: &'a Schedule, list: &ScheduleList) -> &'a str {
    match found.id.as_deref() {
        Some(id) if found.name.chars().any(is_invisible) && list.by_name(id).is_none() => id,
        _ => &found.name,
    }
}

/// The schedule that Terraform means by this one's name, where that is another: names compare after normal form C, in
/// which Terraform keeps all text.
pub(crate) fn other_of_its_name<'a>(schedule: &Schedule, list: &'a ScheduleList) -> Option<&'a Schedule> {
    let name: String = schedule.name.nfc().collect();
    let meant = list.by_name(&name)?;
    (!std::ptr::eq(Arc::as_ptr(meant), schedule)).then(|| &**meant)
}
