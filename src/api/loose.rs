//! Reading values of any JSON type that TD ever sent for a field; what can't be read is absent.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::Str;

/// A JSON value of any type. A text is copied once: from the parser to where it stays.
#[derive(Debug, Default)]
pub(super) enum Loose {
    /// Null, or no such key.
    #[default]
    Nothing,
    /// A text.
    Text(Str),
    /// Anything else.
    Other(Value),
}

impl From<Value> for Loose {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Nothing,
            Value::String(text) => Self::Text(text.into()),
            other => Self::Other(other),
        }
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Loose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Loose, E> {
        Ok(Loose::Nothing)
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose::Text(text.into()))
    }

    fn visit_bool<E>(self, bool: bool) -> Result<Loose, E> {
        Ok(Loose::Other(bool.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Loose, E> {
        Ok(Loose::Other(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Loose, E> {
        Ok(Loose::Other(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Loose, E> {
        Ok(Loose::Other(number.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Loose, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(items)).map(Loose::Other)
    }

    /// Numbers arrive here too: serde_json keeps their digits in a map of its own.
    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Loose, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(entries)).map(Loose::Other)
    }
}

/// A text; numbers and other values as their JSON text, null as absent.
pub(super) fn text(value: Loose) -> Option<Str> {
    match value {
        Loose::Nothing => None,
        Loose::Text(text) => Some(text),
        Loose::Other(other) => Some(other.to_string().into()),
    }
}

/// A text that says something: "" is absent.
pub(super) fn some_text(value: Loose) -> Option<Str> {
    text(value).filter(|text| !text.is_empty())
}

/// A whole number, also as a text.
pub(super) fn int(value: &Loose) -> Option<i64> {
    match value {
        Loose::Other(Value::Number(number)) => number.as_i64().or_else(|| whole(number.as_f64()?)),
        Loose::Text(text) => text.trim().parse().ok(),
        Loose::Other(_) | Loose::Nothing => None,
    }
}

/// `5.0` is 5; only as far as an f64 is exact.
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

/// A time in either format of TD's: ISO 8601, or `2016-04-13 05:24:59 UTC` (or `-0500`); "" is absent.
pub(super) fn time(value: &Loose) -> Option<Timestamp> {
    let Loose::Text(text) = value else { return None };
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

    fn loose(json: &Value) -> Loose {
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
    fn texts_come_as_texts_numbers_or_objects() {
        assert_eq!(text(loose(&json!(12345))).as_deref(), Some("12345"));
        assert_eq!(text(loose(&json!({"in": {"type": "s3"}}))).as_deref(), Some(r#"{"in":{"type":"s3"}}"#));
        assert_eq!(text(loose(&json!(""))).as_deref(), Some(""));
        assert_eq!(some_text(loose(&json!(""))), None);
        assert_eq!(text(loose(&json!(null))), None);
    }
}
