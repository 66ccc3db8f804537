// Keys and small comforts; every page works without this file.
"use strict";

const typing = (element) => element.closest("input, select, textarea, [contenteditable]") !== null;

// "/" goes to the search box, Escape closes an open menu and goes back to what opened it.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !typing(event.target)) {
    const box = document.querySelector("input[name=q]");
    if (box) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  }
  if (event.key === "Escape") {
    const menu = event.target.closest("details.menu[open]") || document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
});

// One menu open at a time, and none after a click beside it.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A page of work in progress asks how far it is, and is made anew when that is over.
const progress = document.getElementById("progress");
const showProgress = async () => {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (!told.now) return location.reload();
    const [now, bar, count] = [progress.querySelector("b"), progress.querySelector("progress"), progress.lastElementChild];
    if (now.textContent !== told.now) now.textContent = told.now;
    count.textContent = told.count;
    if (told.of && told.stage === "append") {
      bar.max = told.of;
      bar.value = told.rows;
    } else bar.removeAttribute("value");
  } catch {
    // The site is starting anew: it is asked again.
  }
  setTimeout(showProgress, 1000);
};
if (progress) showProgress();

// A file that is too large is told before it is sent.
document.addEventListener("submit", (event) => {
  const chosen = event.target.querySelector("input[data-most]");
  if (chosen && chosen.files[0]?.size > Number(chosen.dataset.most)) {
    event.preventDefault();
    const note = document.getElementById("too-large");
    note.hidden = false;
    note.scrollIntoView();
  }
});
