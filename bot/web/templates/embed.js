// One line in a page, <script src="https://…/embed.js" async></script>, adds a button; it opens the
// chat in a frame of its own. The page and the chat cannot read each other. Nothing is loaded or
// stored before the button is pressed.
(() => {
  "use strict";
{% from "guide/_exit.html" import EXIT %}
  const home = new URL(document.currentScript.src).origin;
  const named = [home, ...{{ origins | tojson }}].includes(location.origin);
  const words = {{ {"open": "子育ての困りごとを聞く", "fold": "たたむ", "beside": "大きく開く",
    "new_tab": "(新しい画面で開きます)", "title": city.bot_name, "frame": city.bot_name ~ " チャット"} | tojson }};
  const style = `
    :host { all: initial; position: fixed; inset: auto 0 0 auto; z-index: 2147483000; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    a, button, p { margin: 0; font: 700 16px/1.4 "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", Meiryo, system-ui, sans-serif; }
    a, button { min-height: 44px; cursor: pointer; }
    :focus-visible { outline: 3px solid #0b5cad; outline-offset: 2px; box-shadow: 0 0 0 5px #fff; }
    .open { position: fixed; inset: auto max(16px, env(safe-area-inset-right)) max(16px, env(safe-area-inset-bottom)) auto;
      display: flex; align-items: center; min-height: 52px; padding: 12px 20px; border: 2px solid #fff; border-radius: 28px;
      background: #1b7a55; color: #fff; text-decoration: none; box-shadow: 0 4px 16px rgb(20 40 45 / .3); }
    .open:hover { background: #14694a; }
    .panel { position: fixed; inset: auto 16px 16px auto; display: flex; flex-direction: column;
      width: 400px; height: min(680px, calc(100vh - 32px)); border: 1px solid #55626a; border-radius: 16px;
      overflow: hidden; background: #fff; box-shadow: 0 12px 40px rgb(20 40 45 / .35); }
    .bar { display: flex; align-items: center; gap: 4px; padding: 2px 8px 2px 14px; background: #14694a; color: #fff; }
    .bar p { flex: 1; min-width: 0; font-size: 14px; }
    .bar :is(a, button) { display: flex; align-items: center; padding: 0 10px; border: 0; border-radius: 10px;
      background: none; color: #fff; font-size: 14px; text-decoration: underline; white-space: nowrap; }
    .bar :is(a, button):hover { background: #1b7a55; }
    .bar :focus-visible { outline-color: #fff; outline-offset: -3px; box-shadow: none; }
    iframe { flex: 1; width: 100%; min-height: 0; border: 0; }
    .far { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    @media (max-width: 600px), (max-height: 480px) {
      .panel { inset: 0; width: auto; height: auto; border: 0; border-radius: 0; }
    }
    @media print { :host { display: none; } }`;

  const TIMES = 3;
  const WITHIN = 3000; // milliseconds from the first Esc to the last
  const host = document.createElement("div");
  host.lang = "ja";
  const root = host.attachShadow({ mode: "open" });
  let panel = null;
  let frame = null;
  let presses = [];

  function make(tag, text, more = {}) {
    return Object.assign(document.createElement(tag), { textContent: text, ...more });
  }

  function beside(text, className) {
    const link = make("a", text, { className, href: `${home}/`, target: "_blank", rel: "noopener noreferrer" });
    link.append(make("span", words.new_tab, { className: "far" }));
    return link;
  }

  function build() {
    panel = make("div", "", { className: "panel", role: "dialog", ariaLabel: words.frame });
    const bar = make("div", "", { className: "bar" });
    const foldIt = make("button", words.fold, { type: "button" });
    foldIt.addEventListener("click", fold);
    bar.append(make("p", words.title), beside(words.beside, ""), foldIt);
    frame = make("iframe", "", { title: words.frame, referrerPolicy: "no-referrer", allow: "geolocation" });
    // allow-same-origin gives the frame its own origin back, which is never this page's.
    frame.sandbox.add("allow-scripts", "allow-same-origin", "allow-forms", "allow-popups",
      "allow-popups-to-escape-sandbox", "allow-top-navigation-by-user-activation");
    frame.src = `${home}/embed`;
    panel.append(bar, frame);
    root.append(panel);
  }

  function unfold() {
    if (!panel) build();
    panel.hidden = false;
    button.hidden = true;
    frame.focus();
  }

  function fold() {
    panel.hidden = true;
    button.hidden = false;
    button.focus();
  }

  function leave() {
    document.documentElement.style.display = "none"; // a slow network must not leave the page in sight
    document.title = "";
    location.replace({{ EXIT | tojson }});
  }

  const recent = () => presses.filter((at) => performance.now() - at < WITHIN);

  function escape() {
    presses = [...recent(), performance.now()];
    if (presses.length >= TIMES) leave();
    else if (!panel.hidden) fold();
  }

  addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== home) return;
    if (event.data?.chat === "escape") escape();
    if (event.data?.chat === "leave") leave();
  });
  // Esc goes on counting here once the first has folded the chat; otherwise it is the page's.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat || event.isComposing || !panel) return;
    if (!panel.hidden || recent().length) escape();
  });

  const sheet = new CSSStyleSheet(); // a page that forbids inline styles allows these
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  // A page that is not named gets the way to the chat, not a frame that stays empty.
  const inFrame = named && location.origin !== "null";
  const button = inFrame ? make("button", words.open, { type: "button", className: "open" }) : beside(words.open, "open");
  if (inFrame) button.addEventListener("click", unfold);
  root.append(button);
  const add = () => document.body.append(host);
  if (document.body) add();
  else document.addEventListener("DOMContentLoaded", add);
})();
