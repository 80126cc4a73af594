//! Runs against a server that answers from a script, with a clock that skips every pause.
