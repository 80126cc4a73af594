//! Lengths of time as users write them: `90s`, `10m`, `1h30m`.

use std::time::Duration;

/// The longest that makes sense anywhere: a week.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);

/// Parses a positive length of time of at most a week; the error is a sentence for the user.
pub(in crate::provider) fn parse(text: &str) -> Result<Duration, String> {
    let example = "write it like \"30s\", \"10m\" or \"1h30m\"";
    let signed: jiff::SignedDuration =
        text.trim().parse().map_err(|_| format!("{text:?} is not a length of time: {example}."))?;
    let length = Duration::try_from(signed).map_err(|_| format!("{text:?} is negative: {example}."))?;
    if length.is_zero() {
        return Err(format!("{text:?} is no time at all: {example}."));
    }
    if length > LONGEST {
        return Err(format!("{text:?} is longer than a week (\"168h\")."));
    }
    Ok(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_users_write_them() {
        assert_eq!(parse("90s"), Ok(Duration::from_secs(90)));
        assert_eq!(parse("1h30m"), Ok(Duration::from_secs(5400)));
        assert_eq!(parse("500ms"), Ok(Duration::from_millis(500)));
        for bad in ["", "10", "-5s", "0s", "400h", "soon"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
