//! Reading values of any JSON type that TD ever sent for a field; what can't be read is absent, and what is of a type that
//! no field has is passed over where it stands: nothing is made of it.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::Str;

/// A JSON value of any type. A text is copied once: from the parser to where it stays.
#[derive(Debug, Default)]
pub(super) enum Lenient {
    /// Null, or no such key.
    #[default]
    Nothing,
    /// A text.
    Text(Str),
    /// A number, as it was written.
    Number(Str),
    /// Anything else.
    Other,
}

/// A value that may also be an object or a list: then it is its JSON text.
#[derive(Debug, Default)]
pub(super) struct LooseJson(pub(super) Lenient);

/// A longer object or list stays as it was written; a shorter one is written in one way.
const REWRITTEN: usize = 64 << 10;

/// A text that is no Unicode: TD's JSON may escape half of a pair.
pub(super) const NO_UNICODE: &str = "a text that is no Unicode";

impl From<&Value> for Lenient {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Nothing,
            Value::String(text) => Self::Text(text.as_str().into()),
            Value::Number(number) => Self::Number(number.to_string().into()),
            other => Self::Text(other.to_string().into()),
        }
    }
}

impl<'de> Deserialize<'de> for Lenient {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        scalar(<&RawValue>::deserialize(deserializer)?.get())
    }
}

impl<'de> Deserialize<'de> for LooseJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&RawValue>::deserialize(deserializer)?.get();
        if !text.starts_with(['{', '[']) {
            return scalar(text).map(Self);
        }
        let value: Option<Value> =
            (text.len() <= REWRITTEN).then(|| serde_json::from_str(text).ok()).flatten();
        let text = value.map_or_else(|| text.into(), |value| value.to_string().into());
        Ok(Self(Lenient::Text(text)))
    }
}

/// What a value's JSON text says, if it is a text or a number.
fn scalar<E: serde::de::Error>(json: &str) -> Result<Lenient, E> {
    Ok(match json.as_bytes().first() {
        Some(b'"') => {
            let text: Unescaped<'_> = serde_json::from_str(json).map_err(|_| E::custom(NO_UNICODE))?;
            Lenient::Text(text.0.into())
        }
        Some(b'-' | b'0'..=b'9') => Lenient::Number(json.into()),
        Some(b'n') => Lenient::Nothing,
        _ => Lenient::Other,
    })
}

/// A text, borrowed where nothing in it is escaped.
#[derive(Deserialize)]
struct Unescaped<'t>(#[serde(borrow)] Cow<'t, str>);

/// A text; numbers as their digits, null and all else as absent.
pub(super) fn text(value: Lenient) -> Option<Str> {
    match value {
        Lenient::Text(text) | Lenient::Number(text) => Some(text),
        Lenient::Nothing | Lenient::Other => None,
    }
}

/// A text that says something: "" is absent.
pub(super) fn some_text(value: Lenient) -> Option<Str> {
    text(value).filter(|text| !text.is_empty())
}

/// A whole number, also as a text.
pub(super) fn int(value: &Lenient) -> Option<i64> {
    match value {
        Lenient::Number(number) => number.parse().ok().or_else(|| whole(number.parse().ok()?)),
        Lenient::Text(text) => text.trim().parse().ok(),
        Lenient::Other | Lenient::Nothing => None,
    }
}

/// `5.0` is 5; only as far as an f64 is exact.
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

/// A time in either format of TD's: ISO 8601, or `2016-04-13 05:24:59 UTC` (or `-0500`); "" is absent.
pub(super) fn time(value: &Lenient) -> Option<Timestamp> {
    let Lenient::Text(text) = value else { return None };
    let text = text.trim();
    if let Some(local) = text.strip_suffix("UTC") {
        let local: DateTime = local.trim_end().parse().ok()?;
        return local.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    }
    // The second format becomes the first by leaving out the blank in front of the offset.
    match text.rsplit_once(' ') {
        Some((local, offset)) if offset.starts_with(['+', '-']) => format!("{local}{offset}").parse().ok(),
        _ => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn loose(json: &Value) -> Lenient {
        serde_json::from_str(&json.to_string()).unwrap()
    }

    #[test]
    fn both_time_formats_are_read_and_anything_else_is_absent() {
        for (text, iso) in [
            ("2016-08-02T17:58:40Z", "2016-08-02T17:58:40Z"),
            ("2020-12-31T11:22:33-05:00", "2020-12-31T16:22:33Z"),
            ("2016-04-13 05:24:59 UTC", "2016-04-13T05:24:59Z"),
            ("2020-12-31 11:22:33 -0500", "2020-12-31T16:22:33Z"),
            ("2020-12-31 11:22:33 +09:00", "2020-12-31T02:22:33Z"),
        ] {
            assert_eq!(
                time(&loose(&json!(text))).map(|time| time.to_string()).as_deref(),
                Some(iso),
                "{text}"
            );
        }
        for text in ["", "soon", "2016-04-13 05:24:59", "2016-13-13 05:24:59 UTC", "UTC"] {
            assert_eq!(time(&loose(&json!(text))), None, "{text}");
        }
        assert_eq!(time(&loose(&json!(null))), None);
    }

    #[test]
    fn numbers_come_as_numbers_or_texts() {
        assert_eq!(int(&loose(&json!(5))), Some(5));
        assert_eq!(int(&loose(&json!("-2"))), Some(-2));
        assert_eq!(int(&loose(&json!(5.0))), Some(5));
        assert_eq!(int(&loose(&json!(4_294_967_297_i64))), Some(4_294_967_297));
        for value in [json!(null), json!(""), json!(5.5), json!([]), json!("five")] {
            assert_eq!(int(&loose(&value)), None, "{value}");
        }
    }

    #[test]
    fn an_object_is_a_text_where_a_field_may_hold_one_and_nothing_elsewhere() {
        let json = |text: &str| super::text(serde_json::from_str::<LooseJson>(text).unwrap().0);
        assert_eq!(json(r#" {"in": {"type": "s3"}} "#).as_deref(), Some(r#"{"in":{"type":"s3"}}"#));
        assert_eq!(json(r#"["a" , 1.50]"#).as_deref(), Some(r#"["a",1.50]"#));
        let (deep, long) = ("[".repeat(500) + &"]".repeat(500), format!("[{}0]", "0, ".repeat(REWRITTEN)));
        assert_eq!(json(&deep), Some(deep.into()));
        assert_eq!(json(&long), Some(long.into()));
        for value in [json!({"in": 1}), json!([1, [2]]), json!(true)] {
            assert_eq!(text(loose(&value)), None, "{value}");
        }
    }

    #[test]
    fn half_of_a_pair_is_an_error_and_a_whole_one_a_letter() {
        for (json, letter) in
            [(r#""\ud83d\ude00""#, Some("😀")), (r#""a\ud83dx""#, None), (r#""\ude00""#, None)]
        {
            let read: Result<Lenient, _> = serde_json::from_str(json);
            assert_eq!(read.ok().and_then(text).as_deref(), letter, "{json}");
        }
    }

    #[test]
    fn texts_come_as_texts_or_numbers() {
        assert_eq!(text(loose(&json!(12345))).as_deref(), Some("12345"));
        assert_eq!(text(loose(&json!(""))).as_deref(), Some(""));
        assert_eq!(some_text(loose(&json!(""))), None);
        assert_eq!(text(loose(&json!(null))), None);
    }
}
