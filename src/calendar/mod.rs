//! When schedules run, all together: which minutes are busy, and pictures of it. Pure: no I/O, no clock.

mod count;
mod entry;
mod forms;
mod past;

#[cfg(test)]
mod tests;

pub use count::{Busy, Calendar, Day, Window};
pub use entry::{Entry, Place, Setting};
pub use forms::{Report, html, json, markdown, svg, text};
pub use past::{Ended, Past};
