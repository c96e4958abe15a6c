//! So many letters a second and no more, whoever sends them: what lies between is shared by both lanes.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

pub struct Throttle {
    between: Duration,
    next: Mutex<Instant>,
}

impl Throttle {
    pub fn new(per_second: f64) -> Self {
        Self {
            between: Duration::from_secs_f64(1.0 / per_second),
            next: Mutex::new(Instant::now()),
        }
    }

    /// Waits for the next turn. Those who wait get it in the order in which they came, so that an urgent letter waits
    /// for one ordinary letter at most.
    pub async fn turn(&self) {
        let mut next = self.next.lock().await;
        sleep_until(*next).await;
        *next = Instant::now() + self.between;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn m9_letters_keep_their_distance() {
        let throttle = Throttle::new(50.0);
        let start = Instant::now();
        for _ in 0..4 {
            throttle.turn().await;
        }
        assert!(start.elapsed() >= Duration::from_millis(60));
    }
}
