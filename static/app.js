// Only adds: every page works without this file.
"use strict";

// A browser may refuse to keep anything.
const kept = (work) => {
  try {
    return work(localStorage, sessionStorage);
  } catch {
    return null;
  }
};
const clock = (time) =>
  new Date(time).toLocaleTimeString("nb", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
const make = (name, properties) => Object.assign(document.createElement(name), properties);

// A field above a long list of choices that leaves only those whose text has the words.
for (const list of document.querySelectorAll("[data-narrow]")) {
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const field = make("div", { className: "ds-field narrow" });
  const label = make("label", { className: "ds-label", textContent: list.dataset.narrow });
  const input = make("input", { className: "ds-input", type: "search", autocomplete: "off" });
  label.append(input);
  field.append(label);
  list.before(field);
  const rows = [...list.children].map((row) => [row, fold(row.textContent)]);
  input.addEventListener("input", () => {
    const words = fold(input.value).split(/\s+/);
    for (const [row, text] of rows) {
      // What is ticked stays in sight: it is sent whether it is seen or not.
      row.hidden = !row.querySelector("input").checked && !words.every((word) => text.includes(word));
    }
  });
  // Enter would send the form half filled in.
  input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
}

// Two minutes before the session ends the page says so, with a button that prolongs it. The button posts a form that
// is answered with «no content», so the page stays as it is.
const session = document.querySelector("[data-longest]");
let isOver = () => false;
let goesOn = () => {};
if (session) {
  const WARN = 120_000;
  const now = Date.now();
  const longest = now + session.dataset.longest * 1000;
  let end = now + session.dataset.left * 1000;
  let said = "";
  const say = (what, text) => {
    if (what === said) return;
    said = what;
    session.replaceChildren();
    if (!text) return;
    const alert = make("div", { className: "ds-alert" });
    alert.dataset.color = "warning";
    alert.append(make("p", { textContent: text.replace("{}", clock(end)) }));
    if (what === "warning") {
      const form = make("form", { method: "post", action: "/konto/fortsett" });
      const token = document.querySelector("[action='/logg-ut'] [name=skjema]").cloneNode();
      form.append(token, make("button", { className: "ds-button", textContent: session.dataset.button }));
      form.addEventListener("submit", (event) => {
        // A form that cannot be answered so would lead away from what is being written.
        if (isOver() || !navigator.onLine) event.preventDefault();
        else setTimeout(goesOn);
      });
      alert.append(form);
    }
    session.append(alert);
  };
  const look = () => {
    if (isOver()) say("over", session.dataset.over);
    else if (end - Date.now() > WARN) say("", "");
    else if (end < longest) say("warning", session.dataset.warning);
    else say("last", session.dataset.last);
  };
  const endsAt = (time) => {
    end = Math.min(time, longest);
    look();
  };
  isOver = () => Date.now() >= end;
  goesOn = () => {
    endsAt(Date.now() + session.dataset.idle * 1000);
    kept((store) => store.setItem("ordna-end", end));
  };
  // Another window of the same person has prolonged it.
  addEventListener("storage", ({ key, newValue }) => {
    if (key === "ordna-end" && newValue > end) endsAt(Number(newValue));
  });
  kept((store) => store.setItem("ordna-end", end));
  setInterval(look, 1000);
  look();
}

// What is typed and not yet saved is kept in the browser too, under the person and the address it will be sent to,
// until the server has it. Whoever signs out takes it along.
const PREFIX = "ordna:";
const WEEK = 7 * 24 * 3600_000;
const keyOf = (form) => `${PREFIX}${session.dataset.user}:${new URL(form.action).pathname}`;
const copyOf = (key) => kept((store) => JSON.parse(store.getItem(key)));
const forget = (key) => kept((store) => store.removeItem(key));
kept((store, visit) => {
  for (const key of Object.keys(store)) {
    if (key.startsWith(PREFIX) && !(Date.now() - copyOf(key)?.at < WEEK)) store.removeItem(key);
  }
  // A form that was sent has arrived when the server led from it to a page that is neither an error nor the login.
  const [way] = performance.getEntriesByType("navigation");
  const sent = visit.getItem("sent");
  // A page that came without being led to is the answer itself: it did not arrive.
  if (!session || (sent && !way.redirectCount)) visit.removeItem("sent");
  else if (sent && way.redirectCount && !(way.responseStatus >= 400) && location.pathname !== "/fortsett") {
    store.removeItem(sent);
    visit.removeItem("sent");
  }
});

// Two quick presses are one. No button is ever switched off, since a form may be sent again when nothing came back.
const sentAt = new WeakMap();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (Date.now() - sentAt.get(form) < 5000) {
    event.preventDefault();
    return;
  }
  sentAt.set(form, Date.now());
  kept((store, visit) => {
    if (form.matches("[action='/logg-ut']")) {
      for (const key of Object.keys(store)) if (key.startsWith(PREFIX)) store.removeItem(key);
    } else if (session && store.getItem(keyOf(form))) {
      visit.setItem("sent", keyOf(form));
    }
  });
});

// A button that prints the page has nothing to do without scripts, and is hidden then.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
