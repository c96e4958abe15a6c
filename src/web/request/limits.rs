//! How often one network may knock: so generous that a whole county behind one address gets in on the last day.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::AppError;
use crate::page::Page;

const BURST: NonZeroU32 = NonZeroU32::new(500).unwrap();
const PER_SECOND: NonZeroU32 = NonZeroU32::new(5).unwrap();
/// Networks remembered before those that have been quiet are forgotten.
const MANY: usize = 10_000;

pub struct Limits {
    knocks: DefaultKeyedRateLimiter<Option<IpAddr>>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            knocks: RateLimiter::keyed(Quota::per_second(PER_SECOND).allow_burst(BURST)),
        }
    }
}

impl Limits {
    /// One attempt at signing in or asking for a letter from where `page` is read.
    pub fn knock(&self, page: &Page) -> Result<(), AppError> {
        if self.knocks.len() > MANY {
            self.knocks.retain_recent();
            self.knocks.shrink_to_fit();
        }
        if self.knocks.check_key(&network(&page.client_ip)).is_ok() {
            return Ok(());
        }
        tracing::warn!(
            event = "excess_rate_limit_exceeded",
            ip = page.client_ip,
            "too many attempts from one network"
        );
        Err(AppError::TooMany)
    }
}

/// A home or an office has a whole /64 of IPv6 addresses to itself.
fn network(client_ip: &str) -> Option<IpAddr> {
    match client_ip.parse().ok()? {
        IpAddr::V6(address) => {
            let prefix = address.to_bits() >> 64 << 64;
            Some(Ipv6Addr::from_bits(prefix).into())
        }
        address @ IpAddr::V4(_) => Some(address),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s7_a_network_may_knock_five_hundred_times_at_once() {
        let limits = Limits::default();
        let home = network("2001:db8::1");
        assert!((0..500).all(|_| limits.knocks.check_key(&home).is_ok()));
        assert!(limits.knocks.check_key(&network("2001:db8::2")).is_err());
        assert!(limits.knocks.check_key(&network("2001:db8:0:1::1")).is_ok());
        assert!(limits.knocks.check_key(&network("192.0.2.1")).is_ok());
    }
}
