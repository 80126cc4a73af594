//! Reading values of any JSON type that TD ever sent for a field; what can't be read is absent.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::Str;

/// A text; numbers and other values as their JSON text, null as absent.
pub(super) fn text(value: &Value) -> Option<Str> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.as_str().into()),
        other => Some(other.to_string().into()),
    }
}

/// A text that says something: "" is absent.
pub(super) fn some_text(value: &Value) -> Option<Str> {
    text(value).filter(|text| !text.is_empty())
}

/// A whole number, also as a text.
pub(super) fn int(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| whole(number.as_f64()?)),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// `5.0` is 5; only as far as an f64 is exact.
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

/// A time in either format of TD's: ISO 8601, or `2016-04-13 05:24:59 UTC` (or `-0500`); "" is absent.
pub(super) fn time(value: &Value) -> Option<Timestamp> {
    let text = value.as_str()?.trim();
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

    #[test]
    fn both_time_formats_are_read_and_anything_else_is_absent() {
        for (text, iso) in [
            ("2016-08-02T17:58:40Z", "2016-08-02T17:58:40Z"),
            ("2020-12-31T11:22:33-05:00", "2020-12-31T16:22:33Z"),
            ("2016-04-13 05:24:59 UTC", "2016-04-13T05:24:59Z"),
            ("2020-12-31 11:22:33 -0500", "2020-12-31T16:22:33Z"),
            ("2020-12-31 11:22:33 +09:00", "2020-12-31T02:22:33Z"),
        ] {
            assert_eq!(time(&json!(text)).map(|time| time.to_string()).as_deref(), Some(iso), "{text}");
        }
        for text in ["", "soon", "2016-04-13 05:24:59", "2016-13-13 05:24:59 UTC", "UTC"] {
            assert_eq!(time(&json!(text)), None, "{text}");
        }
        assert_eq!(time(&json!(null)), None);
    }

    #[test]
    fn numbers_come_as_numbers_or_texts() {
        assert_eq!(int(&json!(5)), Some(5));
        assert_eq!(int(&json!("-2")), Some(-2));
        assert_eq!(int(&json!(5.0)), Some(5));
        assert_eq!(int(&json!(4_294_967_297_i64)), Some(4_294_967_297));
        for value in [json!(null), json!(""), json!(5.5), json!([]), json!("five")] {
            assert_eq!(int(&value), None, "{value}");
        }
    }

    #[test]
    fn texts_come_as_texts_numbers_or_objects() {
        assert_eq!(text(&json!(12345)).as_deref(), Some("12345"));
        assert_eq!(text(&json!({"in": {"type": "s3"}})).as_deref(), Some(r#"{"in":{"type":"s3"}}"#));
        assert_eq!(text(&json!("")).as_deref(), Some(""));
        assert_eq!(some_text(&json!("")), None);
        assert_eq!(text(&json!(null)), None);
    }
}
