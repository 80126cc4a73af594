//! Crons in English.

use proptest::prelude::*;

use super::super::{Cron, Days, Field, Set};
use super::{WITH_L, cron};

#[test]
fn a_cron_is_told_in_one_phrase() {
    for (text, english) in [
        ("* * * * *", "Every minute"),
        ("*/15 * * * *", "Every 15 minutes"),
        ("5-59/15 * * * *", "Every 15 minutes from minute 5 of each hour"),
        ("0,30 * * * *", "Every 30 minutes"),
        ("*/7 * * * *", "Every hour at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56"),
        ("@hourly", "Every hour on the hour"),
        ("5/15 * * * *", "Every hour at minute 5"),
        ("0-9 * * * *", "Every minute from minute 0 to minute 9 of each hour"),
        ("5-7,20 * * * *", "Every hour at minutes 5 to 7 and 20"),
        ("@daily", "At 00:00 every day"),
        ("30 3 * * *", "At 03:30 every day"),
        ("0,30 9,17 * * *", "At 09:00, 09:30, 17:00 and 17:30 every day"),
        ("29,30 2 * * *", "At 02:29 and 02:30 every day"),
        ("29,30 2 * 2 *", "At 02:29 and 02:30 every day in February"),
        ("0 */6 * * *", "At 00:00, 06:00, 12:00 and 18:00 every day"),
        ("15 */2 * * *", "Every 2 hours from 00:15 every day"),
        ("15 1-23/2 * * mon", "Every 2 hours from 01:15 on Mondays"),
        ("0 9-17 * * mon-fri", "Every hour from 09:00 to 17:00, from Monday to Friday"),
        ("0 1-15/2 * * *", "Every 2 hours from 01:00 to 15:00 every day"),
        ("5 0,1,4,8,12,16,20 * * *", "At minute 5 of the hours 0, 1, 4, 8, 12, 16 and 20 every day"),
        ("* 3 * * *", "Every minute from 03:00 to 03:59 every day"),
        ("*/1 0 * * *", "Every minute from 00:00 to 00:59 every day"),
        ("0-9 0 * * *", "Every minute from 00:00 to 00:09 every day"),
        ("*/7 2 * * *", "Every 7 minutes from 02:00 to 02:56 every day"),
        ("0-4,9,11 2 * * *", "Between 02:00 and 02:59 at minutes 0 to 4, 9 and 11 every day"),
        ("0,1,5 9-17 * * *", "At minutes 0, 1 and 5 of each hour from 09:00 to 17:59 every day"),
        ("*/10 9-17 * * 1-5", "Every 10 minutes from 09:00 to 17:59, from Monday to Friday"),
        ("*/30 */4,1 * * *", "Every 30 minutes in the hours 0, 1, 4, 8, 12, 16 and 20 every day"),
        ("0,20,40 9-11 * * *", "Every 20 minutes from 09:00 to 11:59 every day"),
        ("*/10 1,5 * * *", "Every 10 minutes from 01:00 to 01:59 and from 05:00 to 05:59 every day"),
        ("0 0 * * 1-2", "At 00:00 on Mondays and Tuesdays"),
        ("0 0 1 * 0-6", "At 00:00 every day"),
        ("@weekly", "At 00:00 on Sundays"),
        ("0 0 * * 7,3", "At 00:00 on Sundays and Wednesdays"),
        ("0 0 * * 0,6", "At 00:00 on Saturdays and Sundays"),
        ("0 0 * * 0,3,6", "At 00:00 on Wednesdays, Saturdays and Sundays"),
        ("0 0 * * 0,1,5,6", "At 00:00 from Friday to Monday"),
        ("0 0 * * 0-2,4-6", "At 00:00 every day but Wednesdays"),
        ("0 0 * * 0-7", "At 00:00 on Sundays"),
        ("@monthly", "At 00:00 on the 1st of each month"),
        ("@yearly", "At 00:00 on the 1st of January"),
        ("0 0 1-3,15,22 * *", "At 00:00 on the 1st to 3rd, 15th and 22nd of each month"),
        ("0 0 */2 * *", "At 00:00 on every 2nd day from the 1st to the 31st of each month"),
        ("0 0 1 6-8 *", "At 00:00 on the 1st of each month from June to August"),
        ("0 0 29 2 *", "At 00:00 on the 29th of February, in leap years"),
        ("0 0 29,30 2 *", "At 00:00 on the 29th of February, in leap years"),
        ("0 0 28-31 2 *", "At 00:00 on the 28th and 29th of February, on the 29th in leap years"),
        ("0 0 30 2 1", "At 00:00 on Mondays in February"),
        ("30 3 1 * 1", "At 03:30 on the 1st of each month and on Mondays"),
        ("0 0 11 mar,jun 1", "At 00:00 on the 11th of the month and on Mondays, in March and June"),
        ("0 0 */1 * 1", "At 00:00 every day"),
        ("0 0 L * *", "At 00:00 on the last day of each month"),
        ("0 0 L 2 1", "At 00:00 on the last day of February"),
        ("0 12 * 6-8 *", "At 12:00 every day from June to August"),
        ("0 12 * 6-8 sat", "At 12:00 on Saturdays from June to August"),
        ("*/5 * * 12 *", "Every 5 minutes in December"),
    ] {
        assert_eq!(cron(text).explain(), english, "{text:?}");
    }
}

fn item(low: u8, high: u8) -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (low..=high).prop_map(|a| a.to_string()),
        2 => (low..=high, low..=high).prop_map(|(a, b)| format!("{}-{}", a.min(b), a.max(b))),
        1 => (low..=high, low..=high, 1_u8..9).prop_map(|(a, b, n)| format!("{}-{}/{n}", a.min(b), a.max(b))),
        2 => (1_u8..40).prop_map(|step| format!("*/{step}")),
    ]
}

fn field(low: u8, high: u8) -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just("*".to_owned()),
        2 => item(low, high),
        1 => (item(low, high), item(low, high)).prop_map(|(a, b)| format!("{a},{b}")),
    ]
}

fn random() -> impl Strategy<Value = Cron> {
    (field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 6))
        .prop_filter_map("a cron", |(m, h, d, mon, w)| {
            Cron::parse(&format!("{m} {h} {d} {mon} {w}"), &WITH_L).ok()
        })
}

/// The words before and behind each place where `word` stands.
fn around<'a>(words: &'a [&'a str], word: &str) -> Vec<(&'a str, &'a str)> {
    let at = (0..words.len()).filter(|at| words[*at].trim_end_matches(',') == word);
    at.map(|at| (if at > 0 { words[at - 1] } else { "" }, words.get(at + 1).copied().unwrap_or_default()))
        .collect()
}

/// What no plain sentence has; empty for one that reads well.
fn odd(cron: &Cron, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut odd = |is: bool, what: &str| {
        if is {
            found.push(what.to_owned());
        }
    };
    let words: Vec<&str> = text.split(' ').collect();
    odd(!["At", "Every", "Between"].contains(&words[0]), "its start");
    odd(words.iter().any(|word| word.is_empty()), "two blanks");
    odd(words.windows(2).any(|pair| pair[0] == pair[1]), "a word twice");
    for plural in ["minutes", "hours"] {
        for (_, next) in around(&words, plural) {
            // One number alone is no plural: a comma, `and` or `to` follows it.
            let lone = next.parse::<u8>().is_ok()
                && !words
                    .windows(3)
                    .any(|three| three[0] == plural && three[1] == next && ["and", "to"].contains(&three[2]));
            odd(lone, "a plural of one");
        }
    }
    for (_, next) in around(&words, "minute") {
        odd(next.ends_with(','), "a singular of many");
    }
    for (before, next) in around(&words, "to") {
        odd(before.trim_end_matches(',') == next.trim_end_matches(','), "a span of one");
    }
    odd(text.matches("every day").count() > 1, "every day twice");
    odd(text.contains("00:00 to 23:59"), "a span of a whole day");
    odd(text.contains("every day") && matches!(cron.days(), Days::OfMonth(_)), "every day beside a day");
    let only_february = cron.months() == Set::range(2, 2);
    odd(only_february && (text.contains("30th") || text.contains("31st")), "a day that February lacks");
    odd(text.chars().count() > 330, "its length");
    for weekday in Field::Weekday.names() {
        odd(text.to_lowercase().matches(weekday).count() > 1, "a weekday twice");
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_cron_is_told_in_a_plain_sentence(cron in random()) {
        let text = cron.explain();
        prop_assert_eq!(odd(&cron, &text), Vec::<String>::new(), "{:?}: {}", cron.text(), text);
    }
}
