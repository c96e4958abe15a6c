//! One lane of the outbox: all that is due in it, over one connection or several, at most one letter to a domain at a
//! time, so that a receiving server that takes its time holds up nobody else's letters.

use std::collections::{HashSet, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use super::attempt::Step;
use super::worker::{Stopped, Way, Worker, WorkerError, is_over};
use db::outbox::{self, Claim, Due, LEASE, Lane};
use db::to_disk;
use domain::letters::dispatch::Standing;
use domain::letters::letter::{MailId, Outcome};

/// What a machine that loses power may forget: the letters of so long a time go out once more.
const TO_DISK: Duration = Duration::from_secs(1);

/// What the connections of a lane share while it is emptied.
struct Run<'a> {
    lane: Lane,
    worker: String,
    standing: Standing,
    stopped: &'a Stopped,
    rack: Mutex<Rack>,
    /// No more letters are begun: the server is of no use just now.
    ends: AtomicBool,
}

/// Claimed letters.
struct Rack {
    waiting: VecDeque<(Instant, Due)>,
    /// To whose servers a letter is on its way.
    busy: HashSet<String>,
    /// Claimed and not sent: to be given back.
    left: Vec<MailId>,
    on_disk: Instant,
}

impl Rack {
    /// The next letter whose domain is free.
    fn take(&mut self, domain: impl Fn(&Due) -> String) -> Option<(Instant, Due)> {
        let at = self
            .waiting
            .iter()
            .position(|(_, letter)| !self.busy.contains(&domain(letter)))?;
        let taken = self.waiting.remove(at)?;
        self.busy.insert(domain(&taken.1));
        Some(taken)
    }
}

impl Worker {
    /// Sends all that is due in a lane, and says how many letters that was.
    pub(super) async fn drain(&self, lane: Lane, stopped: &Stopped) -> Result<usize, WorkerError> {
        let Some(standing) = self.may_send(lane).await? else {
            return Ok(0);
        };
        let run = Run {
            lane,
            worker: format!("{}-{lane:?}", self.name),
            standing,
            stopped,
            rack: Mutex::new(Rack {
                waiting: VecDeque::new(),
                busy: HashSet::new(),
                left: Vec::new(),
                on_disk: Instant::now(),
            }),
            ends: AtomicBool::new(false),
        };
        let connections = match (&self.way, lane) {
            (Way::Server { connections, .. }, Lane::Ordinary) => *connections,
            _ => 1,
        };
        let outcomes = join_all((0..connections).map(|_| self.carry(&run))).await;
        let rack = run.rack.into_inner();
        let left: Vec<MailId> = rack
            .left
            .into_iter()
            .chain(rack.waiting.into_iter().map(|(_, letter)| letter.id))
            .collect();
        if !left.is_empty() {
            let worker = run.worker;
            self.db(move |conn| outbox::release(conn, &left, &worker)).await?;
        }
        let mut handled = 0;
        for outcome in outcomes {
            handled += outcome?;
        }
        if handled > 0 {
            self.db(to_disk).await?;
        }
        Ok(handled)
    }

    /// What one connection does: a letter after the other, until there is none for it.
    async fn carry(&self, run: &Run<'_>) -> Result<usize, WorkerError> {
        let mut line = None;
        let mut handled = 0;
        while let Some((claimed_at, letter)) = self.next(run).await? {
            // An attempt that outlived the lease would let another worker send the same letter.
            let is_late = claimed_at.elapsed() + self.patience >= LEASE.to_std().unwrap_or_default();
            let step = if is_late {
                Step::LeftAlone
            } else {
                self.attempt(&mut line, &letter, run.lane, &run.worker, run.stopped)
                    .await?
            };
            match step {
                Step::Done(outcome) => {
                    handled += 1;
                    let told = self.tell(run.lane, &run.standing, &outcome, false).await;
                    self.settle(&letter, &run.worker, outcome).await?;
                    if told? {
                        run.ends.store(true, Ordering::Relaxed);
                    }
                }
                Step::NoServer(reason) => {
                    handled += 1;
                    let outcome = Outcome::Deferred(reason);
                    self.tell(run.lane, &run.standing, &outcome, true).await?;
                    self.settle(&letter, &run.worker, outcome).await?;
                    run.ends.store(true, Ordering::Relaxed);
                }
                Step::LeftAlone => run.rack.lock().await.left.push(letter.id),
            }
            let mut rack = run.rack.lock().await;
            rack.busy.remove(&self.route.domain(&letter));
            if rack.on_disk.elapsed() > TO_DISK {
                rack.on_disk = Instant::now();
                drop(rack);
                self.db(to_disk).await?;
            }
        }
        if let Some(connection) = line {
            let _ = timeout(Duration::from_secs(2), super::smtp::Connection::close(connection)).await;
        }
        Ok(handled)
    }

    /// The next letter for a connection: from the rack, or else out of the database.
    async fn next(&self, run: &Run<'_>) -> Result<Option<(Instant, Due)>, WorkerError> {
        let mut rack = run.rack.lock().await;
        loop {
            if run.ends.load(Ordering::Relaxed) || is_over(run.stopped) {
                return Ok(None);
            }
            if let Some(taken) = rack.take(|letter| self.route.domain(letter)) {
                return Ok(Some(taken));
            }
            // All that is in hand goes where another connection is busy: look for others, but not for ever more.
            if rack.waiting.len() >= self.batch {
                return Ok(None);
            }
            let claimed_at = Instant::now();
            let claimed = self.claim(run, &rack).await?;
            if claimed.is_empty() {
                return Ok(None);
            }
            rack.waiting
                .extend(claimed.into_iter().map(|letter| (claimed_at, letter)));
        }
    }

    async fn claim(&self, run: &Run<'_>, rack: &Rack) -> Result<Vec<Due>, WorkerError> {
        let (secret, worker) = (self.secret.clone(), run.worker.clone());
        let (lane, now, limit) = (run.lane, self.clock.now(), self.batch);
        let mut besides = rack.busy.clone();
        besides.extend(rack.waiting.iter().map(|(_, letter)| self.route.domain(letter)));
        let besides: Vec<String> = besides.into_iter().collect();
        self.db(move |conn| {
            let claim = Claim {
                worker: &worker,
                lane,
                now,
                limit,
                besides: &besides,
            };
            outbox::claim(conn, &secret, &claim)
        })
        .await
    }
}
