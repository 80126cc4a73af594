//! Whether a host is this machine.

use std::net::{IpAddr, Ipv6Addr};

/// `localhost`, 127.0.0.0/8 and ::1 (also as IPv4 inside IPv6); IPv6 with or without brackets.
pub(super) fn is_loopback(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if let Ok(address) = bare.parse::<Ipv6Addr>() {
        return address.to_canonical().is_loopback();
    }
    bare.parse::<IpAddr>()
        .map_or_else(|_| bare.eq_ignore_ascii_case("localhost"), |address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_loopback() {
        for host in ["localhost", "127.0.0.1", "127.8.9.10", "[::1]", "::1", "[::ffff:127.0.0.1]"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["localhost.example.com", "127.0.0.1.example.com", "10.0.0.1", "[::2]", "example.com", ""]
        {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
