//! A window of Chromium, steered by `WebDriver`. The protocol is JSON over HTTP to this machine, so it needs no
//! library; and Chromium's own commands (colours, width, no scripts) could not be sent through one.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Longer than any page of ours takes with all of axe's rules.
const PATIENCE: Duration = Duration::from_mins(1);

pub struct Chromium {
    driver: String,
    session: String,
}

/// How the window looks to the page.
#[derive(Debug, Clone, Copy)]
pub struct Dress {
    pub width: u32,
    pub dark: bool,
}

impl Chromium {
    pub fn start(javascript: bool) -> Self {
        let driver =
            std::env::var("CHROMEDRIVER").expect("CHROMEDRIVER is the address of a running chromedriver");
        let driver = driver
            .trim_start_matches("http://")
            .trim_end_matches('/')
            .to_owned();
        // 2 forbids scripts to all pages.
        let prefs = if javascript {
            json!({})
        } else {
            json!({ "profile.managed_default_content_settings.javascript": 2 })
        };
        let args = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
        ];
        let wish = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": args, "prefs": prefs },
            "goog:loggingPrefs": { "browser": "ALL" },
        } } });
        let mut chromium = Self {
            driver,
            session: "/session".to_owned(),
        };
        let made = chromium.ask("POST", "", &wish);
        let id = made["sessionId"].as_str().expect("chromedriver opened no window");
        chromium.session = format!("/session/{id}");
        // What is looked for may be on a page that is still on its way.
        chromium.ask("POST", "/timeouts", &json!({ "implicit": 15_000 }));
        chromium
    }

    /// Width and colours from here on.
    pub fn dress(&self, dress: Dress) {
        let height = if dress.width < 600 { 844 } else { 900 };
        self.command(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": dress.width, "height": height, "deviceScaleFactor": 1, "mobile": dress.width < 600 }),
        );
        let scheme = if dress.dark { "dark" } else { "light" };
        self.command(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
        );
    }

    pub fn open(&self, url: &str) {
        self.ask("POST", "/url", &json!({ "url": url }));
    }

    /// Waits until the browser has come to this address.
    pub fn comes_to(&self, url: &str) {
        let mut address = String::new();
        for _ in 0..300 {
            self.ask("GET", "/url", &Value::Null)
                .as_str()
                .unwrap()
                .clone_into(&mut address);
            if address == url {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the browser is at {address}, not at {url}");
    }

    /// Waits until the page that was asked for last is there, with this status.
    pub fn is_answered(&self, status: u16) {
        let given = "return performance.getEntriesByType('navigation')[0].responseStatus";
        for _ in 0..300 {
            if self.run(given) == status {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the page is answered with {}, not with {status}", self.run(given));
    }

    /// Runs a script in the page, in spite of its policy.
    pub fn run(&self, script: &str) -> Value {
        self.run_with(script, &json!([]))
    }

    pub fn run_with(&self, script: &str, args: &Value) -> Value {
        self.ask(
            "POST",
            "/execute/sync",
            &json!({ "script": script, "args": args }),
        )
    }

    /// An element that a script has found.
    pub fn element(found: &Value) -> Option<String> {
        Some(found.get(ELEMENT)?.as_str()?.to_owned())
    }

    /// The same for a script that calls its last argument when it is done.
    pub fn run_until_done(&self, script: &str) -> Value {
        self.ask("POST", "/execute/async", &json!({ "script": script, "args": [] }))
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        let cookie =
            json!({ "name": name, "value": value, "path": "/", "httpOnly": true, "sameSite": "Lax" });
        self.ask("POST", "/cookie", &json!({ "cookie": cookie }));
    }

    pub fn forget_cookies(&self) {
        self.ask("DELETE", "/cookie", &Value::Null);
    }

    /// Whether the page's own scripts run, from the next page on.
    pub fn scripts(&self, run: bool) {
        self.command("Emulation.setScriptExecutionDisabled", &json!({ "value": !run }));
    }

    pub fn press(&self, css: &str) {
        self.click(&self.find(css));
    }

    pub fn click(&self, element: &str) {
        self.ask("POST", &format!("/element/{element}/click"), &json!({}));
    }

    pub fn type_into(&self, css: &str, text: &str) {
        self.type_in(&self.find(css), text);
    }

    /// In place of what stands there.
    pub fn write(&self, element: &str, text: &str) {
        self.ask("POST", &format!("/element/{element}/clear"), &json!({}));
        self.type_in(element, text);
    }

    /// Gives a field for files the one at this path, and a list of choices what is typed there.
    pub fn attach(&self, element: &str, path: &str) {
        self.type_in(element, path);
    }

    pub fn value_of(&self, element: &str) -> String {
        let value = self.ask("GET", &format!("/element/{element}/property/value"), &Value::Null);
        value.as_str().unwrap().to_owned()
    }

    pub fn type_in(&self, element: &str, text: &str) {
        self.ask(
            "POST",
            &format!("/element/{element}/value"),
            &json!({ "text": text }),
        );
    }

    /// Presses a key so many times, on whatever has the focus then.
    pub fn keys(&self, key: char, times: usize) {
        self.strokes(&[], key, times);
    }

    /// The same while another is held down.
    pub fn keys_with(&self, held: char, key: char, times: usize) {
        self.strokes(&[held], key, times);
    }

    fn strokes(&self, held: &[char], key: char, times: usize) {
        let stroke = |way: &str, key: char| json!({ "type": way, "value": key.to_string() });
        let mut strokes: Vec<Value> = held.iter().map(|key| stroke("keyDown", *key)).collect();
        for _ in 0..times {
            strokes.extend([stroke("keyDown", key), stroke("keyUp", key)]);
        }
        strokes.extend(held.iter().map(|key| stroke("keyUp", *key)));
        let keyboard = json!([{ "type": "key", "id": "keyboard", "actions": strokes }]);
        self.ask("POST", "/actions", &json!({ "actions": keyboard }));
    }

    /// What stands in the first element that the selector finds, as a reader sees it.
    pub fn text_of(&self, css: &str) -> String {
        let element = self.find(css);
        let text = self.ask("GET", &format!("/element/{element}/text"), &Value::Null);
        text.as_str().unwrap().to_owned()
    }

    /// What the browser complained of since the last time it was asked.
    pub fn complaints(&self) -> Vec<String> {
        let entries = self.ask("POST", "/se/log", &json!({ "type": "browser" }));
        let entries = entries.as_array().unwrap().iter();
        entries
            .map(|entry| entry["message"].as_str().unwrap_or("").to_owned())
            .collect()
    }

    /// The first element that the selector finds, when it comes.
    pub fn find(&self, css: &str) -> String {
        let found = self.ask(
            "POST",
            "/element",
            &json!({ "using": "css selector", "value": css }),
        );
        found[ELEMENT].as_str().unwrap().to_owned()
    }

    /// One of Chromium's own commands.
    pub fn command(&self, name: &str, params: &Value) -> Value {
        let wish = json!({ "cmd": name, "params": params });
        self.ask("POST", "/goog/cdp/execute", &wish)
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let value = self.try_to_ask(method, path, body);
        let error = value.get("error").and_then(Value::as_str);
        assert!(
            error.is_none(),
            "{method} {path}: {}",
            value["message"].as_str().unwrap_or("")
        );
        value
    }

    fn try_to_ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if method == "POST" {
            body.to_string()
        } else {
            String::new()
        };
        let mut stream = TcpStream::connect(&self.driver).expect("chromedriver does not answer");
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let request = format!(
            "{method} {}{path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.session,
            self.driver,
            body.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        let body = read_answer(&mut BufReader::new(stream)).expect("chromedriver speaks HTTP");
        let mut answer: Value = serde_json::from_slice(&body).expect("chromedriver speaks JSON");
        answer["value"].take()
    }
}

/// The window closes with the test, also with one that failed.
impl Drop for Chromium {
    fn drop(&mut self) {
        if self.session.len() > "/session".len() {
            self.try_to_ask("DELETE", "", &Value::Null);
        }
    }
}

/// The body of an answer; chromedriver keeps the connection open after it.
fn read_answer(stream: &mut impl BufRead) -> std::io::Result<Vec<u8>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        match line.trim_end().to_lowercase().split_once(':') {
            Some(("content-length", bytes)) => length = bytes.trim().parse().unwrap_or(0),
            None if line.trim_end().is_empty() => break,
            // Also the first line: what it says of success stands in the body too.
            _ => {}
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(body)
}
