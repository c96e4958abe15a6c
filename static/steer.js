// Only adds: every page of the staff works without this file.
"use strict";

// The letter as its receiver would get it, while it is written: what stands in each place comes with the page.
const values = new Map(
  [...document.querySelectorAll("[data-field]")].map((row) => [row.dataset.field, row.textContent]),
);
const merged = (text) => text.replace(/\{\s*([^{}\n]+?)\s*\}/g, (whole, name) => values.get(name) ?? whole);
for (const preview of document.querySelectorAll("[data-preview]")) {
  const [subject, body] = preview.dataset.preview.split(" ").map((id) => document.getElementById(id));
  const show = () => {
    const title = document.createElement("p");
    title.className = "subject";
    title.textContent = merged(subject.value);
    const blocks = merged(body.value)
      .trim()
      .split(/\n{2,}/)
      .map((text) => {
        const paragraph = document.createElement("p");
        text.split("\n").forEach((line, at) => paragraph.append(...(at ? [document.createElement("br"), line] : [line])));
        return paragraph;
      });
    preview.replaceChildren(title, ...blocks);
  };
  preview.hidden = false;
  show();
  subject.addEventListener("input", show);
  body.addEventListener("input", show);
}

// One box that ticks all those of its table.
for (const box of document.querySelectorAll("[data-all]")) {
  const all = () => document.querySelectorAll(`input[name="${box.dataset.all}"]`);
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("change", () => all().forEach((one) => (one.checked = box.checked)));
}
