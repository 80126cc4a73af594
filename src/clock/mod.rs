//! Time, sleep and randomness, injected: no other module asks the machine for them, and no test waits for real.
