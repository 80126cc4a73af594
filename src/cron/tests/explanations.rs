//! Crons in English.

use super::cron;

#[test]
fn a_cron_is_told_in_one_phrase() {
    for (text, english) in [
        ("* * * * *", "Every minute"),
        ("*/15 * * * *", "Every 15 minutes"),
        ("*/7 * * * *", "Every hour at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56"),
        ("@hourly", "Every hour on the hour"),
        ("5/15 * * * *", "Every hour at minute 5"),
        ("5-7,20 * * * *", "Every hour at minutes 5 to 7 and 20"),
        ("@daily", "At 00:00 every day"),
        ("30 3 * * *", "At 03:30 every day"),
        ("0,30 9,17 * * *", "At 09:00, 09:30, 17:00 and 17:30 every day"),
        ("0 */6 * * *", "At 00:00, 06:00, 12:00 and 18:00 every day"),
        ("15 */2 * * *", "Every 2 hours from 00:15"),
        ("0 9-17 * * mon-fri", "At minute 0 of hours 9 to 17 from Monday to Friday"),
        ("* 3 * * *", "Every minute from 03:00 to 03:59"),
        ("*/10 9-17 * * 1-5", "Every 10 minutes from 09:00 to 17:59 from Monday to Friday"),
        ("*/30 */4,1 * * *", "Every 30 minutes in hours 0, 1, 4, 8, 12, 16 and 20"),
        ("0,20,40 9-11 * * *", "Every 20 minutes from 09:00 to 11:59"),
        ("*/10 1,5 * * *", "Every 10 minutes from 01:00 to 01:59 and from 05:00 to 05:59"),
        ("0 0 * * 1-2", "At 00:00 on Mondays and Tuesdays"),
        ("0 0 1 * 0-6", "At 00:00 every day"),
        ("@weekly", "At 00:00 on Sundays"),
        ("0 0 * * 7,3", "At 00:00 on Sundays and Wednesdays"),
        ("0 0 * * 0-7", "At 00:00 on Sundays"),
        ("@monthly", "At 00:00 on the 1st of each month"),
        ("@yearly", "At 00:00 on the 1st of January"),
        ("0 0 1-3,15,22 * *", "At 00:00 on the 1st to 3rd, 15th and 22nd of each month"),
        ("30 3 1 * 1", "At 03:30 on the 1st of each month and on Mondays"),
        ("0 0 11 mar,jun 1", "At 00:00 on the 11th of March and June and on Mondays in March and June"),
        ("0 0 */1 * 1", "At 00:00 every day"),
        ("0 0 L * *", "At 00:00 on the last day of each month"),
        ("0 0 L 2 1", "At 00:00 on the last day of February"),
        ("0 12 * 6-8 *", "At 12:00 every day in June to August"),
        ("0 12 * 6-8 sat", "At 12:00 on Saturdays in June to August"),
        ("*/5 * * 12 *", "Every 5 minutes in December"),
    ] {
        assert_eq!(cron(text).explain(), english, "{text:?}");
    }
}
