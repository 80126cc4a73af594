//! TD's schedules API as a local server, with a clock, faults, quirks and an embedded database.
