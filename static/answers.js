// Only adds, where answers are written: forms that save themselves, and keys for the list. It builds on app.js, which
// every page has.
"use strict";

// A form that saves itself two seconds after the last key, and says how that went.
const isBox = (field) => field.type === "checkbox" || field.type === "radio";
const typedIn = (form) =>
  [...form.elements].filter((field) => field.name && field.matches("input:not([type=hidden]), select, textarea"));
const read = (form) =>
  typedIn(form)
    .filter((field) => !isBox(field) || field.checked)
    .map((field) => [field.name, field.value]);
const write = (form, values) => {
  const left = [...values];
  for (const field of typedIn(form)) {
    const at = left.findIndex(([name, value]) => name === field.name && (!isBox(field) || value === field.value));
    if (isBox(field)) field.checked = at >= 0;
    else if (at >= 0) field.value = left[at][1];
    if (at >= 0) left.splice(at, 1);
  }
};

for (const form of session ? document.querySelectorAll("form[data-autosave]") : []) {
  const key = keyOf(form);
  const texts = form.dataset;
  const version = form.elements.versjon ?? {};
  const status = make("p", { className: "muted" });
  status.setAttribute("role", "status");
  form.querySelector(".buttons") ? form.querySelector(".buttons").before(status) : form.append(status);
  const now = () => JSON.stringify(read(form));
  let saved = now();
  let timer = 0;
  let saving = null;
  let isStale = false;

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => (saving ??= save().finally(() => (saving = null))), wait);
  };
  const save = async () => {
    const sending = now();
    if (sending === saved) forget(key);
    if (isStale || isOver() || sending === saved) return;
    const body = new URLSearchParams(new FormData(form));
    const ask = { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(10_000) };
    const answer = await fetch(texts.autosave, ask).catch(() => null);
    if (answer?.status === 204) {
      saved = sending;
      version.value = answer.headers.get("ordna-version") ?? version.value;
      const time = answer.headers.get("ordna-saved");
      status.textContent = time ? texts.saved.replace("{}", time) : "";
      goesOn();
      // Without a time something could not be read yet: the copy stays until it can.
      if (now() !== saved) keep();
      else if (time) forget(key);
      else kept((store) => store.setItem(key, JSON.stringify({ at: Date.now(), version: version.value, values: read(form) })));
    } else if (answer?.status === 409) {
      isStale = true;
      status.textContent = texts.stale;
    } else {
      status.textContent = texts.offline;
      // What the server has refused it will refuse again, and asking keeps a session alive that nobody sits at.
      if (!answer || answer.type === "opaqueredirect" || answer.status >= 500) later(15_000);
    }
  };
  const keep = () => {
    const copy = { at: Date.now(), version: version.value, values: read(form) };
    kept((store) => store.setItem(key, JSON.stringify(copy)));
    later(2000);
  };
  form.addEventListener("input", keep);
  addEventListener("online", () => later(0));
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (!saving) return;
    // What is being saved gives the form a new version: sent with the old one, it would collide with itself.
    event.preventDefault();
    const { submitter } = event;
    await saving;
    clearTimeout(timer);
    form.requestSubmit(submitter);
  });

  // The page of an error shows by itself what was typed.
  const [way] = performance.getEntriesByType("navigation");
  const copy = way?.responseStatus >= 400 ? null : copyOf(key);
  if (copy && JSON.stringify(copy.values) === saved) forget(key);
  else if (copy) {
    const { value } = version;
    write(form, copy.values);
    // With its own version: if somebody has saved since, the server says so and shows both.
    version.value = copy.version;
    const button = make("button", { type: "button", className: "ds-button", textContent: texts.discard });
    button.dataset.variant = "tertiary";
    button.dataset.size = "sm";
    button.addEventListener("click", () => {
      clearTimeout(timer);
      forget(key);
      form.reset();
      version.value = value;
      status.textContent = "";
    });
    status.append(texts.restored, " ", button);
  }
}

// Keys for the list of those who answer: j and k go down and up, and a row's own keys press its buttons.
const shortcuts = document.querySelector("[data-shortcuts]");
if (shortcuts) {
  const help = document.querySelector("[data-shortcuts-help]");
  const box = document.querySelector("[data-shortcuts-switch]");
  let isOn = kept((store) => store.getItem("ordna-shortcuts")) !== "off";
  if (box) {
    box.checked = isOn;
    box.addEventListener("change", () => {
      isOn = box.checked;
      kept((store) => store.setItem("ordna-shortcuts", isOn ? "on" : "off"));
    });
  }
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (!isOn || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (target.matches("input, select, textarea")) return;
    const rows = [...shortcuts.querySelectorAll("[data-row]")];
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    if (key === "j" || key === "k") {
      rows[key === "j" ? here + 1 : Math.max(here - 1, 0)]?.querySelector("button, a")?.focus();
    } else if ("srdu".includes(key)) {
      rows[here]?.querySelector(`[data-key=${key}]`)?.click();
    } else if (key === "?" && help) {
      help.open = true;
      help.querySelector("summary").focus();
    } else return;
    event.preventDefault();
  });
}
