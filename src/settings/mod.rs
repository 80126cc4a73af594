//! Key, account, site and endpoint from explicit values, environment and td.conf, each with where it came from.
