//! The td CLI's file, `~/.td/td.conf`, read more tolerantly than the CLI does (td-api-facts section 1.3).

use crate::secret::Secret;

/// What the file says; empty values are unset.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) api_key: Option<Secret>,
    pub(super) endpoint: Option<String>,
}

/// Reads `key = value` lines of the section `[account]` and of lines in front of any section; passes over all else.
pub(super) fn parse(text: &str) -> File {
    let mut file = File::default();
    let mut ours = true;
    for line in text.trim_start_matches('\u{feff}').lines().map(str::trim_ascii) {
        if line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            ours = section.trim_ascii() == "account";
            continue;
        }
        let Some((key, value)) = line.split_once('=').filter(|_| ours) else { continue };
        let value = value.trim_ascii();
        if value.is_empty() {
            continue;
        }
        match key.trim_ascii() {
            "apikey" => file.api_key = Some(Secret::new(value)),
            "endpoint" => file.endpoint = Some(value.to_owned()),
            _ => {}
        }
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clis_file_is_read() {
        let file = parse(
            "# comment\n[account]\n  user = me@example.com\n  apikey = 4711/abc=\n  endpoint = https://api.eu01.treasuredata.com\n",
        );
        assert_eq!(file.api_key.unwrap().expose(), "4711/abc=");
        assert_eq!(file.endpoint.unwrap(), "https://api.eu01.treasuredata.com");
    }

    #[test]
    fn odd_lines_other_sections_and_empty_values_are_passed_over() {
        let file = parse(
            "\u{feff}\r\n[account]\r\n\r\nwhat is this\r\napikey=\r\n=x\r\nendpoint=host\r\n[other]\r\napikey = no\r\n",
        );
        assert!(file.api_key.is_none());
        assert_eq!(file.endpoint.unwrap(), "host");
    }

    #[test]
    fn a_file_without_sections_is_read_too() {
        assert_eq!(parse("apikey=abc").api_key.unwrap().expose(), "abc");
    }
}
