//! The spellings in which one secret may turn up in a text.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// What ECMAScript's encodeURIComponent escapes.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// What this program escapes in a path.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'~');

/// What a URL parser escapes in user information.
const USER_INFO: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'/')
    .add(b':')
    .add(b';')
    .add(b'=')
    .add(b'@')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'|');

/// A base64 core shorter than this is left out: it would match by chance.
const LEAST_BASE64: usize = 7;

/// All spellings: as it is, percent-encoded by the usual sets, form-encoded, inside JSON, and base64 at each of the
/// three alignments that it can have inside a longer text (`user:secret`, `TD1 secret`).
pub(super) fn all(text: &str) -> BTreeSet<String> {
    let mut forms = BTreeSet::from([text.to_owned()]);
    for set in [NON_ALPHANUMERIC, COMPONENT, UNRESERVED, USER_INFO] {
        forms.insert(utf8_percent_encode(text, set).to_string());
    }
    forms.insert(form_urlencoded::byte_serialize(text.as_bytes()).collect());
    forms.insert(serde_json::Value::from(text).to_string().trim_matches('"').to_owned());
    for offset in 0..3 {
        let mut bytes = vec![0; offset];
        bytes.extend_from_slice(text.as_bytes());
        // Characters that also carry bits of the neighbours are left out at both ends.
        let (begin, end) = ((offset * 8).div_ceil(6), bytes.len() * 8 / 6);
        for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
            let encoded = engine.encode(&bytes);
            if let Some(core) = encoded.get(begin..end).filter(|core| core.len() >= LEAST_BASE64) {
                forms.insert(core.to_owned());
            }
        }
    }
    forms
}
