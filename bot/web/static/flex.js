// LINE's Flex messages in a browser: the part of it that the bot uses, everything else left out.

import { element, link, safeColour, safeLength, whiteFits, writeText } from "./safe.js";
import { rail } from "./rail.js";

const SPACES = { none: "0", xs: "2px", sm: "4px", md: "8px", lg: "12px", xl: "16px", xxl: "20px" };
const SIZES = ["xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl"];
const WIDTHS = ["nano", "micro", "deca", "hecto", "kilo", "mega", "giga"];
const ALIGN = { start: "start", center: "center", end: "end" };
const JUSTIFY = {
  "flex-start": "flex-start", center: "center", "flex-end": "flex-end",
  "space-between": "space-between", "space-around": "space-around", "space-evenly": "space-evenly",
};
const ITEMS = { "flex-start": "flex-start", center: "center", "flex-end": "flex-end" };
const DEEPEST = 12;

const list = (value) => (Array.isArray(value) ? value : []);
const space = (value) => SPACES[value] ?? safeLength(value);

/** Draw a bubble or a carousel; `act` is called with a message or postback action. */
export function drawFlex(contents, act) {
  if (contents?.type !== "carousel") return bubble(contents, act);
  return rail(list(contents.contents).map((one) => bubble(one, act)));
}

function bubble(given, act) {
  const size = WIDTHS.includes(given?.size) ? given.size : "mega";
  const made = element("article", `card card-${size}`);
  for (const part of ["header", "body", "footer"]) {
    const drawn = draw(given?.[part], act, 0);
    if (!drawn) continue;
    drawn.classList.add(`card-${part}`);
    drawn.style.backgroundColor ||= safeColour(given.styles?.[part]?.backgroundColor);
    made.append(drawn);
  }
  nameCard(made);
  return made;
}

function nameCard(card) {
  const title = card.querySelector(".bold");
  if (title) card.setAttribute("aria-label", title.textContent);
}

const DRAWERS = { box, text, button, separator };

function draw(given, act, depth) {
  const drawer = Object.hasOwn(DRAWERS, given?.type ?? "") ? DRAWERS[given.type] : null;
  return drawer && depth < DEEPEST ? drawer(given, act, depth) : null;
}

function box(given, act, depth) {
  const layout = ["horizontal", "baseline"].includes(given.layout) ? given.layout : "vertical";
  const tapped = given.action ? control(given.action, "", act, "flex-tap") : null;
  const made = tapped ?? element("div");
  made.classList.add("flex-box", layout);
  paint(made, given);
  for (const child of list(given.contents)) {
    const drawn = draw(child, act, depth + 1);
    if (!drawn) continue;
    place(drawn, child, layout, space(given.spacing), made.childElementCount > 0);
    made.append(drawn);
  }
  return made;
}

function paint(made, given) {
  const style = made.style;
  style.backgroundColor = safeColour(given.backgroundColor);
  style.padding = space(given.paddingAll);
  for (const side of ["Top", "Bottom"]) {
    if (given[`padding${side}`]) style[`padding${side}`] = space(given[`padding${side}`]);
  }
  if (given.paddingStart) style.paddingInlineStart = space(given.paddingStart);
  if (given.paddingEnd) style.paddingInlineEnd = space(given.paddingEnd);
  style.borderRadius = space(given.cornerRadius);
  if (safeColour(given.borderColor)) {
    style.border = `${safeLength(given.borderWidth) || "1px"} solid ${given.borderColor}`;
  }
  style.justifyContent = JUSTIFY[given.justifyContent] ?? "";
  style.alignItems = ITEMS[given.alignItems] ?? "";
  style.width = safeLength(given.width);
  style.minHeight = safeLength(given.height);
}

/** A child's own margin wins over the spacing of its box. */
function place(drawn, child, layout, spacing, follows) {
  const gap = child.margin ? space(child.margin) : follows ? spacing : "";
  drawn.style[layout === "vertical" ? "marginTop" : "marginInlineStart"] = gap;
  if (layout !== "vertical") {
    const share = Number.isInteger(child.flex) && child.flex >= 0 ? child.flex : 1;
    drawn.style.flex = share === 0 ? "0 0 auto" : `${share} 1 0`;
  }
}

function text(given, act) {
  const made = given.action ? control(given.action, "", act, "flex-tap") : element("p");
  if (!made) return null;
  made.classList.add("flex-text", `size-${SIZES.includes(given.size) ? given.size : "md"}`);
  made.classList.toggle("bold", given.weight === "bold");
  made.classList.toggle("one-line", given.wrap !== true);
  made.style.color = safeColour(given.color);
  made.style.textAlign = ALIGN[given.align] ?? "";
  const spans = list(given.contents);
  if (!spans.length) write(made, given.text);
  for (const one of spans) {
    const drawn = element("span", one?.weight === "bold" ? "bold" : "");
    drawn.style.color = safeColour(one?.color);
    write(drawn, one?.text);
    made.append(drawn);
  }
  return made;
}

function write(parent, value) {
  if (parent.matches("a, button")) parent.append(String(value ?? ""));
  else writeText(parent, String(value ?? ""));
}

function button(given, act) {
  const style = ["primary", "secondary"].includes(given.style) ? given.style : "link";
  const made = control(given.action, given.action?.label, act, `flex-button ${style}`);
  if (!made) return null;
  const colour = safeColour(given.color);
  if (style === "link") {
    made.style.color = colour;
  } else if (colour) {
    made.style.backgroundColor = colour;
    made.classList.toggle("dark-words", !whiteFits(colour));
  }
  return made;
}

function separator(given) {
  const made = element("hr", "flex-line");
  made.style.borderColor = safeColour(given.color);
  return made;
}

/** A link or a button for `action`; null for a kind that the browser does not know. */
export function control(action, label, act, className) {
  const shown = typeof label === "string" ? label : "";
  if (action?.type === "uri") return link(action.uri, shown, className);
  if (!["message", "postback", "location"].includes(action?.type)) return null;
  const made = element("button", className, shown);
  made.type = "button";
  made.addEventListener("click", () => act(action));
  return made;
}
