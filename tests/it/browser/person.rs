//! A new user at the portal: finds things only by what they are and what they are called, and counts what it costs.

use std::cell::Cell;
use std::time::{Duration, Instant};

use ordna::i18n::Lang;
use serde_json::{Value, json};

use super::chromium::{Chromium, Dress};
use super::server::Server;

/// How somebody has the portal before them.
#[derive(Debug, Clone, Copy)]
pub struct Mode {
    pub scripts: bool,
    pub width: u32,
    pub lang: Lang,
}

/// Every pair of scripts or none, desk or phone, bokmål or nynorsk, in half as many goes as all three together.
pub const MODES: [Mode; 4] = [
    mode(true, 1280, Lang::Nb),
    mode(false, 1280, Lang::Nn),
    mode(true, 390, Lang::Nn),
    mode(false, 390, Lang::Nb),
];

const fn mode(scripts: bool, width: u32, lang: Lang) -> Mode {
    Mode { scripts, width, lang }
}

/// What a task has cost so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    pub clicks: usize,
    pub keys: usize,
    pub characters: usize,
    pub loads: usize,
}

pub struct Person<'a> {
    pub chromium: &'a Chromium,
    pub server: &'a Server,
    pub t: Lang,
    mode: Mode,
    cost: Cell<Cost>,
    since: Cell<Instant>,
}

/// What somebody sees that has this role and begins with this name, nearest to the words of a heading if there are
/// any. A script of the tests runs also where those of the page do not.
const SEE: &str = "
    const [role, name, near] = arguments;
    const tidy = (text) => text.replace(/\\s+/g, ' ').trim();
    const kinds = {
      button: 'button', link: 'a[href]', fold: 'summary', radio: 'input[type=radio]', tick: 'input[type=checkbox]',
      choice: 'select', heading: 'h1, h2, h3, legend',
      field: 'textarea, input:not([type=hidden], [type=radio], [type=checkbox])',
    };
    const isSeen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
    const nameOf = (e) => tidy(
      e.getAttribute('aria-label') || [...(e.labels ?? [])].map((label) => label.innerText).join(' ') || e.innerText);
    const called = (list, words) => {
      const named = [...list].filter(isSeen).map((e) => [nameOf(e), e]).filter(([name]) => name.startsWith(words));
      return named.sort(([a], [b]) => (b === words) - (a === words)).map(([, e]) => e);
    };
    let around = document;
    if (near) {
      const heading = called(document.querySelectorAll(kinds.heading), near)[0];
      around = heading?.closest('li, section, fieldset, form, main') ?? null;
    }
    const found = around ? called(around.querySelectorAll(kinds[role]), name) : [];
    return [found[0] ?? null, performance.timeOrigin, found.length];";

impl<'a> Person<'a> {
    /// Somebody who is signed in already, in front of an empty page.
    pub fn signed_in(server: &'a Server, chromium: &'a Chromium, mode: Mode, email: &str) -> Self {
        server.let_in(chromium, email);
        Self::at(server, chromium, mode)
    }

    pub fn at(server: &'a Server, chromium: &'a Chromium, mode: Mode) -> Self {
        chromium.scripts(mode.scripts);
        chromium.dress(Dress {
            width: mode.width,
            dark: false,
        });
        chromium.set_cookie("ordna-sprak", mode.lang.code());
        Self {
            chromium,
            server,
            t: mode.lang,
            mode,
            cost: Cell::default(),
            since: Cell::new(Instant::now()),
        }
    }

    /// Follows a link that stands in a letter, which is one click there.
    pub fn open_letter(&self, address: &str) {
        self.count(|cost| cost.clicks += 1);
        self.arrive(address);
    }

    /// Begins at an address as at a bookmark.
    pub fn arrive(&self, address: &str) {
        self.chromium.open(&self.server.url(address));
        self.count(|cost| cost.loads += 1);
    }

    pub fn press(&self, name: &str) {
        self.press_at(name, "");
    }

    /// The button that stands by a heading: in its row, its section or its form.
    pub fn press_at(&self, name: &str, near: &str) {
        self.leave_by("button", name, near);
    }

    pub fn follow(&self, name: &str) {
        self.follow_at(name, "");
    }

    pub fn follow_at(&self, name: &str, near: &str) {
        self.leave_by("link", name, near);
    }

    /// The way back, which a narrow page calls so and a wide one by its name.
    pub fn go_back_to(&self, name: &str) {
        let back = self.t.back_to(name);
        self.follow(if self.sees("link", &back) { &back } else { name });
    }

    /// One click on something of the page that does not lead away from it.
    pub fn click(&self, role: &str, name: &str, near: &str) {
        self.count(|cost| cost.clicks += 1);
        self.chromium.click(&self.find(role, name, near));
    }

    /// Enter on what has the focus.
    pub fn enter(&self) {
        // A page puts the focus where it should be when it is drawn the first time.
        self.until("the focus is somewhere", || {
            self.chromium
                .run("return document.activeElement !== document.body")
                == true
        });
        self.count(|cost| cost.keys += 1);
        self.go(|| self.chromium.keys('\u{e007}', 1));
    }

    /// A click into a field, and its text in place of what stands there.
    pub fn fill(&self, name: &str, text: &str) {
        self.fill_at(name, "", text);
    }

    pub fn fill_at(&self, name: &str, near: &str, text: &str) {
        let field = self.find("field", name, near);
        self.count(|cost| {
            cost.clicks += 1;
            cost.characters += text.chars().count();
        });
        self.chromium.write(&field, text);
    }

    /// Chooses from a list, by the beginning of what is chosen, as one types it there.
    pub fn choose(&self, name: &str, option: &str) {
        self.count(|cost| cost.clicks += 2);
        self.chromium.attach(&self.find("choice", name, ""), option);
    }

    pub fn attach(&self, name: &str, file: &std::path::Path) {
        self.count(|cost| cost.clicks += 1);
        let path = file.to_string_lossy();
        self.chromium.attach(&self.find("field", name, ""), &path);
    }

    pub fn value(&self, name: &str) -> String {
        self.chromium.value_of(&self.find("field", name, ""))
    }

    /// Whether something is in sight that has this role and begins with this name.
    pub fn sees(&self, role: &str, name: &str) -> bool {
        self.how_many(role, name) > 0
    }

    pub fn how_many(&self, role: &str, name: &str) -> u64 {
        self.look(role, name, "")[2].as_u64().unwrap()
    }

    /// Everything that the page says.
    pub fn text(&self) -> String {
        self.chromium.text_of("main")
    }

    pub fn title(&self) -> String {
        let title = self.chromium.run("return document.title");
        title.as_str().unwrap().to_owned()
    }

    /// The text of the row that the focus is in.
    pub fn focused_row(&self) -> String {
        let row = self
            .chromium
            .run("return document.activeElement.closest('li')?.innerText ?? ''");
        row.as_str().unwrap().to_owned()
    }

    /// The name of the row that is next, where the focus is.
    pub fn next_row(&self) -> String {
        self.until("the focus in a row", || !self.focused_row().is_empty());
        self.focused_row().lines().next().unwrap_or_default().to_owned()
    }

    /// Prints what a task has cost, and begins to count anew. Seconds are told, never judged.
    pub fn cost(&self, task: &str) -> Cost {
        let (cost, mode) = (self.cost.take(), self.mode);
        println!(
            "usability {task}: {} clicks, {} keys, {} characters, {} pages, {:.1} s ({} px, {}, {})",
            cost.clicks,
            cost.keys,
            cost.characters,
            cost.loads,
            self.since.get().elapsed().as_secs_f64(),
            mode.width,
            mode.lang.code(),
            if mode.scripts { "scripts" } else { "no scripts" }
        );
        self.since.set(Instant::now());
        cost
    }

    /// Waits for something that the page does by itself.
    pub fn until(&self, what: &str, is_so: impl Fn() -> bool) {
        for _ in 0..200 {
            if is_so() {
                return;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        panic!("{what} never comes, {:?}, on «{}»", self.mode, self.title());
    }

    fn leave_by(&self, role: &str, name: &str, near: &str) {
        let element = self.find(role, name, near);
        self.count(|cost| cost.clicks += 1);
        self.go(|| self.chromium.click(&element));
    }

    /// Does what leads to another page, and waits for that page.
    fn go(&self, leave: impl FnOnce()) {
        let origin = || {
            self.chromium
                .run("return document.readyState === 'complete' && performance.timeOrigin")
        };
        let before = self.chromium.run("return performance.timeOrigin");
        leave();
        self.until("another page", || {
            let now = origin();
            now != false && now != before
        });
        self.count(|cost| cost.loads += 1);
    }

    fn find(&self, role: &str, name: &str, near: &str) -> String {
        let found = self.look(role, name, near);
        // As somebody scrolls to what they are about to press.
        self.chromium.run_with(
            "arguments[0]?.scrollIntoView({ block: 'center' })",
            &json!([found[0]]),
        );
        Chromium::element(&found[0]).unwrap_or_else(|| {
            panic!(
                "no {role} «{name}» at «{near}» is in sight, {:?}, on «{}»: {}",
                self.mode,
                self.title(),
                self.text()
            )
        })
    }

    fn look(&self, role: &str, name: &str, near: &str) -> Value {
        self.chromium.run_with(SEE, &json!([role, name, near]))
    }

    fn count(&self, change: impl FnOnce(&mut Cost)) {
        let mut cost = self.cost.get();
        change(&mut cost);
        self.cost.set(cost);
    }
}
