//! What a job yielded, in the formats that TD's clients ask for. A schedule's job yields one record with one column,
//! a job that was issued by itself none: no query is ever run.

use super::job::Job;
use super::{ApiError, Context, Parameters};

/// An answer that may be something else than JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) content_type: &'static str,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// An answer in JSON.
    pub(crate) fn json(body: Vec<u8>) -> Self {
        Self { content_type: "application/json; charset=utf-8", body }
    }
}

/// The only column, and its type in Hive's words.
pub(super) const SCHEMA: &str = r#"[["_col0","bigint"]]"#;

/// How many records a job yields.
pub(super) fn records(job: &Job) -> usize {
    usize::from(!job.definition.issued)
}

/// How many bytes its result has as msgpack.gz.
pub(super) fn size(job: &Job) -> usize {
    packed(job).len()
}

/// gzip of the array [1] in MessagePack, or of nothing.
fn packed(job: &Job) -> &'static [u8] {
    match records(job) {
        0 => &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        _ => &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x9b, 0xc8, 8, 0, 0x32, 0x99, 0x84, 0x5e, 2, 0, 0, 0],
    }
}

/// A result in the format that the parameters ask for, MessagePack when they say nothing.
pub(super) fn reply(context: &Context, job: &Job, parameters: &Parameters) -> Result<Reply, ApiError> {
    if job.status(context.now) != "success" {
        return Err(ApiError::new(404, format!("Job {} has no result", job.id)));
    }
    let empty = records(job) == 0;
    let header = super::flag(parameters, "header");
    let lines = |name: &str, end: &str| {
        let header = if header { format!("{name}{end}") } else { String::new() };
        let row = if empty { String::new() } else { format!("1{end}") };
        (header + &row).into_bytes()
    };
    let text = |row: &str| if empty { Vec::new() } else { row.as_bytes().to_vec() };
    let (content_type, body) = match parameters.get("format").map_or("msgpack", String::as_str) {
        "" | "msgpack" => ("application/x-msgpack", if empty { Vec::new() } else { vec![0x91, 1] }),
        "msgpack.gz" => ("application/x-gzip", packed(job).to_vec()),
        "csv" => ("text/csv; charset=utf-8", lines("_col0", "\r\n")),
        "tsv" => ("text/tab-separated-values; charset=utf-8", lines("_col0", "\n")),
        // One array a line, which is what clients read as `json`; with no record there is no JSON at all.
        "json" => ("application/x-ndjson; charset=utf-8", text("[1]\n")),
        "jsonl" => ("application/x-ndjson; charset=utf-8", text("{\"_col0\":1}\n")),
        other => {
            return Err(ApiError::new(
                422,
                format!("Validation failed: Format {other} is not included in the list"),
            ));
        }
    };
    Ok(Reply { content_type, body })
}
