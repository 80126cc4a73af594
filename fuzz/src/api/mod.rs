//! The part of the provider's `api` that reads what came from elsewhere; the sending part would bring TLS into this build.

#[path = "../../../src/api/response.rs"]
mod response;
#[path = "../../../src/api/body.rs"]
mod body;
#[path = "../../../src/api/error_body.rs"]
mod error_body;
#[path = "../../../src/api/error_kind.rs"]
mod error_kind;
#[path = "../../../src/api/fields.rs"]
mod fields;
#[path = "../../../src/api/jobs.rs"]
mod jobs;
#[path = "../../../src/api/lenient.rs"]
mod lenient;
#[path = "../../../src/api/list.rs"]
mod list;
#[path = "../../../src/api/object.rs"]
mod object;
#[path = "../../../src/api/odd.rs"]
mod odd;
#[path = "../../../src/api/proxy_fault.rs"]
mod proxy_fault;
#[path = "../../../src/api/request.rs"]
mod request;
#[path = "../../../src/api/retry_policy.rs"]
mod retry_policy;
#[path = "../../../src/api/rows.rs"]
mod rows;
#[path = "../../../src/api/schedule.rs"]
mod schedule;
#[path = "../../../src/api/split.rs"]
mod split;
pub(crate) mod target;
#[path = "../../../src/api/trace.rs"]
mod trace;
#[path = "../../../src/api/unpack.rs"]
mod unpack;

use error_kind::{ConnectErrorKind, ErrorKind, TimeoutPhase};
use fields::ScheduleFields;
use odd::OddRow;
use schedule::{HistoryPage, Job, RunJob, Schedule, ScheduleList};

type Str = std::sync::Arc<str>;
