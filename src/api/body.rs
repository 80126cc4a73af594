//! Reading an answer's body: bounded in size, and in the time to each next byte.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Response;

use super::{Failure, Wait, failure};

/// The longest answer that is read, unpacked: ten thousand schedules with queries of 50 KB each.
const LONGEST: usize = 512 << 20;

/// The longest body of a refusal that is read.
const LONGEST_REFUSAL: usize = 64 << 10;

/// The whole body of a 2xx answer.
pub(super) async fn whole(response: &mut Response, idle: Duration) -> Result<Vec<u8>, Failure> {
    whole_up_to(response, idle, LONGEST).await
}

async fn whole_up_to(response: &mut Response, idle: Duration, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    while more(response, idle, &mut body).await? {
        if body.len() > limit {
            return Err(Failure::TooLarge { limit });
        }
    }
    Ok(body)
}

/// As much of a refusal's body as comes; the status matters more than the rest of it.
pub(super) async fn of_refusal(response: &mut Response, idle: Duration) -> Vec<u8> {
    let mut body = Vec::new();
    while body.len() < LONGEST_REFUSAL && matches!(more(response, idle, &mut body).await, Ok(true)) {}
    body.truncate(LONGEST_REFUSAL);
    body
}

async fn more(response: &mut Response, idle: Duration, body: &mut Vec<u8>) -> Result<bool, Failure> {
    let status = response.status().as_u16();
    match tokio::time::timeout(idle, response.chunk()).await {
        Ok(Ok(Some(chunk))) => {
            body.extend_from_slice(&chunk);
            Ok(true)
        }
        Ok(Ok(None)) => Ok(false),
        Ok(Err(error)) => {
            let error = error.without_url();
            let reason = failure::innermost(&error);
            Err(Failure::CutOff { status, received: body.len(), reason, source: Arc::new(error) })
        }
        Err(_) => Err(Failure::Timeout { wait: Wait::NextByte, after: idle }),
    }
}
