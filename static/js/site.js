/* Comfort only: every page works without this file. Runs in the head, so that the chosen theme never flashes. */
(() => {
  "use strict";
  const root = document.documentElement;
  const read = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const keep = (value) => { try { localStorage.setItem("theme", value); } catch { /* storage is switched off */ } };
  const show = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme; else delete root.dataset.theme;
  };
  show(read());
  root.classList.add("js");

  document.addEventListener("DOMContentLoaded", () => {
    const buttons = document.querySelectorAll("[data-theme-choice]");
    const press = (theme) => buttons.forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
    });
    press(read() || "system");
    document.querySelectorAll(".theme").forEach((group) => { group.hidden = false; });
    buttons.forEach((button) => button.addEventListener("click", () => {
      keep(button.dataset.themeChoice);
      show(button.dataset.themeChoice);
      press(button.dataset.themeChoice);
    }));
    // a way to a sentence or entry inside a folded part opens it
    const open = () => {
      const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
      for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    };
    open();
    addEventListener("hashchange", open);
  });

  // a region that could not be loaded keeps its old content and says so
  const failed = (event) => {
    const target = event.detail.target;
    const words = document.body.dataset.loadError;
    if (!target || !words || target.previousElementSibling?.classList.contains("err")) return;
    const note = document.createElement("p");
    note.className = "err";
    note.setAttribute("role", "alert");
    const again = document.createElement("a");
    again.href = location.href;
    again.className = "tap";
    again.textContent = document.body.dataset.loadAgain;
    note.append(words + " ", again);
    target.before(note);
  };
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:beforeRequest", (event) => event.detail.target.setAttribute("aria-busy", "true"));
  document.addEventListener("htmx:afterRequest", (event) => {
    event.detail.target.removeAttribute("aria-busy");
    if (event.detail.successful && event.detail.target.previousElementSibling?.classList.contains("err")) {
      event.detail.target.previousElementSibling.remove();
    }
  });
})();
