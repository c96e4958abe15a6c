//! So many letters a second and no more, whoever sends them: what lies between is shared by both lanes.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

use db::outbox::Lane;

pub struct Throttle {
    between: Duration,
    next: Mutex<Instant>,
    /// Only one ordinary letter at a time stands in line for its turn.
    ordinary: Mutex<()>,
}

impl Throttle {
    /// None a second is no limit.
    pub fn new(per_second: f64) -> Self {
        let between = if per_second > 0.0 {
            Duration::from_secs_f64(1.0 / per_second)
        } else {
            Duration::ZERO
        };
        Self {
            between,
            next: Mutex::new(Instant::now()),
            ordinary: Mutex::default(),
        }
    }

    /// Waits for the next turn. Those who wait get it in the order in which they came, so that an urgent letter waits
    /// for one ordinary letter at most.
    pub async fn turn(&self, lane: Lane) {
        if self.between.is_zero() {
            return;
        }
        let _alone = match lane {
            Lane::Ordinary => Some(self.ordinary.lock().await),
            Lane::Urgent => None,
        };
        let mut next = self.next.lock().await;
        sleep_until(*next).await;
        *next = Instant::now() + self.between;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn m9_letters_keep_their_distance() {
        let throttle = Throttle::new(50.0);
        let start = Instant::now();
        for _ in 0..4 {
            throttle.turn(Lane::Ordinary).await;
        }
        assert!(start.elapsed() >= Duration::from_millis(60));
    }
}
