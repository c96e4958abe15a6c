// Only adds: every page works without this file.
"use strict";

// A browser may refuse to keep anything.
const kept = (work) => {
  try {
    return work(localStorage);
  } catch {
    return null;
  }
};
const clock = (time) => new Date(time).toLocaleTimeString("nb", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");

// A field above a long list of choices that leaves only those whose text has the words.
for (const list of document.querySelectorAll("[data-narrow]")) {
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const field = document.createElement("div");
  const label = document.createElement("label");
  const input = document.createElement("input");
  field.className = "ds-field narrow";
  label.className = "ds-label";
  input.className = "ds-input";
  input.type = "search";
  input.autocomplete = "off";
  label.textContent = list.dataset.narrow;
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
    const alert = document.createElement("div");
    const paragraph = document.createElement("p");
    alert.className = "ds-alert";
    alert.dataset.color = "warning";
    paragraph.textContent = text.replace("{}", clock(end));
    alert.append(paragraph);
    if (what === "warning") {
      const form = document.createElement("form");
      const button = document.createElement("button");
      form.method = "post";
      form.action = "/konto/fortsett";
      form.append(document.querySelector("[action='/logg-ut'] [name=skjema]").cloneNode(), button);
      button.className = "ds-button";
      button.textContent = session.dataset.button;
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
