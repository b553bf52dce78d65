// Opsbook's script: theme, copy buttons, the phone's menu. Everything reads without it. A classic script, because modules do
// not load from file://. It stands in the head without `defer`: the first lines must run before the first paint.
(() => {
  "use strict";
  const root = document.documentElement;
  const narrow = matchMedia("(max-width: 832px)");
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const key = "opsbook-theme";

  // Theme. Only a choice that differs from the system's is remembered, so going back follows the system again.
  try {
    // Storage throws where it is blocked, which file:// may be.
    const chosen = localStorage.getItem(key);
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {}

  function wireTheme(button) {
    const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches);
    const describe = () => button.setAttribute("aria-label", dark() ? "Light theme" : "Dark theme");
    button.addEventListener("click", () => {
      const wanted = dark() ? "light" : "dark";
      const isSystem = (wanted === "dark") === systemDark.matches;
      if (isSystem) delete root.dataset.theme;
      else root.dataset.theme = wanted;
      try {
        if (isSystem) localStorage.removeItem(key);
        else localStorage.setItem(key, wanted);
      } catch {}
      describe();
    });
    systemDark.addEventListener("change", describe);
    describe();
    button.hidden = false;
  }

  // Menu. On a phone it covers the page, so it closes as soon as it has served; on a wide screen it is always open
  // (through CSS alone where the browser can).
  function wireMenu(menu) {
    const summary = menu.querySelector("summary");
    const fit = () => { menu.open = !narrow.matches; };
    narrow.addEventListener("change", fit);
    fit();
    const close = () => { if (narrow.matches) menu.open = false; };
    menu.addEventListener("click", (event) => { if (event.target.closest("a")) close(); });
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) close(); });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && narrow.matches && menu.open) {
        close();
        summary.focus();
      }
    });
  }

  // What a reader means to run: neither the prompts of a session nor its answers. The build has marked both (`p`, `o`), and
  // what is to be filled in (`mark`).
  function commands(code) {
    const copy = code.cloneNode(true);
    for (const part of copy.querySelectorAll(".p, .o")) part.remove();
    return copy;
  }

  async function write(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // No clipboard on plain http: the old way, from a field outside the view.
      const field = document.createElement("textarea");
      field.value = text;
      field.className = "hidden";
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  }

  function wireCopy(code, live) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    let timer;
    button.addEventListener("click", async () => {
      const copy = commands(code);
      const text = copy.textContent.replace(/\n$/, "");
      const missing = [...new Set(Array.from(copy.querySelectorAll("mark"), (mark) => mark.textContent))];
      const done = await write(text);
      button.focus();
      let said = "Copied";
      if (!done) {
        getSelection().selectAllChildren(code);
        said = "Selected: press Ctrl+C";
      } else if (missing.length) {
        said = "Copied. Fill in " + missing.join(", ");
      }
      button.textContent = live.textContent = said;
      button.classList.toggle("warn", !done || missing.length > 0);
      clearTimeout(timer);
      timer = setTimeout(() => {
        button.textContent = "Copy";
        button.classList.remove("warn");
        live.textContent = "";
      }, missing.length ? 8000 : 2000);
    });
    code.parentElement.prepend(button);
  }

  function start() {
    wireTheme(document.querySelector(".theme"));
    wireMenu(document.querySelector(".nav"));
    const blocks = document.querySelectorAll("main pre > code");
    if (!blocks.length) return;
    const live = document.createElement("div");
    live.className = "hidden";
    live.setAttribute("role", "status");
    document.querySelector("main").append(live);
    for (const code of blocks) wireCopy(code, live);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
