// Small makers of elements: text goes in as text, addresses and measures only of known shapes.

const ADDRESS = /^(https?:\/\/|tel:|line:\/\/)/i;
const LENGTH = /^\d{1,4}(\.\d+)?(px|%)$/;
const COLOUR = /^#[0-9a-f]{6}([0-9a-f]{2})?$/i;
// In running text: web addresses, then phone numbers as people write them.
const LINKS = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+|(?<![\d-])0\d{1,4}-\d{1,4}-\d{3,4}(?![\d-])|#(?:8000|7119|8008)/g;

export const words = document.getElementById("t-words").dataset;

export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

export function fromTemplate(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

export const safeAddress = (uri) => (typeof uri === "string" && ADDRESS.test(uri) ? uri : "");
export const safeLength = (value) => (LENGTH.test(value ?? "") ? value : "");
export const safeColour = (value) => (COLOUR.test(value ?? "") ? value : "");

/** A link of our own; pages of others open beside the chat. null for an unknown scheme. */
export function link(uri, label, className = "") {
  const address = safeAddress(uri);
  if (!address) return null;
  const made = element("a", className, label);
  made.href = address;
  if (/^http/i.test(address)) {
    made.target = "_blank";
    made.rel = "noopener noreferrer";
    made.append(element("span", "for-readers", words.newTab));
  }
  return made;
}

/** Put `text` into `parent`, its addresses and phone numbers as links. */
export function writeText(parent, text) {
  let from = 0;
  for (const found of text.matchAll(LINKS)) {
    const shown = found[0].replace(/[.,;:!?)]+$/, "");
    const uri = shown.startsWith("http") ? shown : `tel:${encodeURIComponent(shown.replaceAll("-", ""))}`;
    parent.append(text.slice(from, found.index), link(uri, shown) ?? shown);
    from = found.index + shown.length;
  }
  parent.append(text.slice(from));
}

/** True when white is readable (4.5:1) on `colour`. */
export function whiteFits(colour) {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [r, g, b] = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) >= 4.5;
}
