//! The mail server of the tests: `tests/mail/sink.py`, started by the Python that `TEST_MAIL_PYTHON` names.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

const PATIENCE: Duration = Duration::from_mins(1);

pub struct Sink {
    process: Child,
    pub port: u16,
    taken: Arc<Mutex<Vec<Value>>>,
}

impl Sink {
    /// None, with a printed note, where there is no Python for it.
    pub fn start(arguments: &[&str]) -> Option<Self> {
        let Some(python) = std::env::var_os("TEST_MAIL_PYTHON").filter(|python| !python.is_empty()) else {
            println!("skipped: TEST_MAIL_PYTHON names no Python with aiosmtpd");
            return None;
        };
        let mut process = Command::new(python)
            .arg("tests/mail/sink.py")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines
            .next()
            .expect("the sink says its port")
            .unwrap()
            .parse()
            .unwrap();
        let taken = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&taken);
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                into.lock().unwrap().push(serde_json::from_str(&line).unwrap());
            }
        });
        Some(Self { process, port, taken })
    }

    /// How many have arrived so far.
    pub fn count(&self) -> usize {
        self.taken.lock().unwrap().len()
    }

    /// Waits until so many have arrived.
    pub fn wait_for(&self, count: usize) {
        let start = Instant::now();
        while self.count() < count {
            assert!(
                start.elapsed() < PATIENCE,
                "only {} of {count} arrived",
                self.count()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// All that has arrived, however much it is.
    pub fn all(&self) -> Vec<Value> {
        self.taken.lock().unwrap().clone()
    }

    /// What has arrived, when it is `count` messages; the sink's own pipe may lag behind its answer to us.
    pub fn taken(&self, count: usize) -> Vec<Value> {
        let start = Instant::now();
        loop {
            let taken = self.taken.lock().unwrap().clone();
            if taken.len() >= count && start.elapsed() > Duration::from_millis(50) {
                assert_eq!(taken.len(), count, "{taken:#?}");
                return taken;
            }
            assert!(
                start.elapsed() < Duration::from_secs(10),
                "only {} of {count} arrived",
                taken.len()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// All values of a header.
pub fn header<'a>(mail: &'a Value, name: &str) -> Vec<&'a str> {
    mail["headers"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|pair| pair[0].as_str().is_some_and(|key| key.eq_ignore_ascii_case(name)))
        .filter_map(|pair| pair[1].as_str())
        .collect()
}
