// The form of a record: says what is wrong, what was understood and how it looks, while she types.

const form = document.getElementById("record");
const PAUSE = 500; // milliseconds without a key
let timer = 0;
let asked = 0;

for (const button of document.querySelectorAll("[data-without-script]")) button.hidden = true;

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
});

async function check() {
  const number = ++asked;
  try {
    const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form) });
    if (!answer.ok) return;
    const said = await answer.json();
    if (number === asked) show(said);
  } catch {
    // Without a connection the form still works: the same checks wait at the server.
  }
}

function show(said) {
  for (const asked of document.querySelectorAll(".asked")) {
    const name = asked.dataset.column;
    const wrong = touched.has(name) ? said.wrong[name] ?? "" : null;
    if (wrong !== null) mark(asked, name, wrong);
    asked.querySelector(".hint").innerHTML = wrong ? "" : said.hints[name] ?? "";
  }
  document.getElementById("shown").innerHTML = said.card;
  const number = Object.keys(said.wrong).filter((name) => touched.has(name)).length;
  const status = document.getElementById("checked");
  status.textContent = number ? status.dataset.wrong.replace("{count}", number) : status.dataset.fine;
}

// Only what she has been at is called wrong: an empty form is not yet a mistake.
const touched = new Set([...document.querySelectorAll(".field-wrong")].map((one) => one.closest(".asked").dataset.column));
form.addEventListener("input", (event) => {
  const asked = event.target.closest(".asked");
  if (asked) touched.add(asked.dataset.column);
});

function mark(asked, name, sentence) {
  const field = asked.querySelector(".field");
  const control = document.getElementById(`field-${name}`);
  let line = document.getElementById(`wrong-${name}`);
  field.classList.toggle("field-wrong", Boolean(sentence));
  if (sentence && !line) {
    line = document.createElement("p");
    line.className = "wrong";
    line.id = `wrong-${name}`;
    field.querySelector("label, legend").after(line);
    describe(control, `wrong-${name}`, true);
  }
  if (sentence) line.textContent = sentence;
  else if (line) {
    line.remove();
    describe(control, `wrong-${name}`, false);
  }
  if (sentence) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

function describe(control, id, add) {
  const ids = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  if (add) ids.push(id);
  if (ids.length) control.setAttribute("aria-describedby", ids.join(" "));
  else control.removeAttribute("aria-describedby");
}
