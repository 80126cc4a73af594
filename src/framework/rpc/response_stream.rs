//! Answers that are streams: what the work sends, as long as somebody reads.

use std::future::ready;

use futures_util::stream::{BoxStream, StreamExt as _, once, select};
use tonic::Status;

/// What comes out of a channel while `work`, which holds its other end, runs. Both end when the reader goes away.
pub(crate) fn driven<T: Send + 'static>(
    messages: impl futures_util::Stream<Item = T> + Send + 'static,
    work: impl Future<Output = ()> + Send + 'static,
) -> BoxStream<'static, Result<T, Status>> {
    let work = once(work).map(|()| None);
    select(messages.map(Some), work).filter_map(ready).map(Ok).boxed()
}
