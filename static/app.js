// Only adds: every page works without this file.
"use strict";

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
