//! What somebody may have meant by a text that is no cron.

use super::Options;
use super::error::Broken;

pub(super) fn suggest(_text: &str, _broken: &Broken, _options: Options) -> Option<String> {
    None
}
