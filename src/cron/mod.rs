//! TD's cron dialect: parse, next run, explain, lint, zone names. Pure.
