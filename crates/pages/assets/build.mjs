// Makes dist/ from src/: the style sheet, the script and the fonts that the program embeds. The result is kept in the
// repository, so that building the program needs no Node.js; `--check` says whether it is still what the sources make.
// The style sheet and the script stay readable: they are compressed on their way, and changes of two people merge.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { compile } from "sass";
import subsetFont from "subset-font";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = join(here, "dist");
const require = createRequire(import.meta.url);

const span = (from, to) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, place) => from + place));

// Parts of the face, each loaded by a browser only where a page has one of its letters. A page in Kazakh needs the first
// three. fontsource splits faces as Google does, which puts most Kazakh letters into "cyrillic-ext" and ₸ into "latin-ext".
const FONTS = [
  { name: "golos-latin", from: "latin", letters: span(0x20, 0x7e) + "\u00a0«»¶·×°§–—‘’“”„…−" },
  { name: "golos-cyrillic", from: "cyrillic", letters: span(0x400, 0x45f) + "ҐґҰұ№" },
  { name: "golos-kazakh", from: "cyrillic-ext", letters: span(0x460, 0x48f) + span(0x492, 0x4af) + span(0x4b2, 0x52f) },
  { name: "golos-tenge", from: "latin-ext", letters: "₸" },
];

/// What stands in unicode-range: U+41-5A, U+2116.
function ranges(letters) {
  const codes = [...new Set([...letters].map((letter) => letter.codePointAt(0)))].sort((one, other) => one - other);
  const found = [];
  for (const code of codes) {
    const last = found.at(-1);
    if (last && code === last[1] + 1) last[1] = code;
    else found.push([code, code]);
  }
  const hex = (code) => code.toString(16).toUpperCase();
  return found.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(", ");
}

/// The name under which the program hands a file out; `src/assets.rs` makes the same.
function fingerprinted(name, bytes) {
  const dot = name.indexOf(".");
  return `${name.slice(0, dot)}.${createHash("sha256").update(bytes).digest("hex").slice(0, 12)}${name.slice(dot)}`;
}

async function made() {
  const files = new Map();
  const faces = [];
  for (const { name, from, letters } of FONTS) {
    const whole = readFileSync(require.resolve(`@fontsource-variable/golos-text/files/golos-text-${from}-wght-normal.woff2`));
    const bytes = await subsetFont(whole, letters, { targetFormat: "woff2", variationAxes: { wght: { min: 400, max: 700 } } });
    files.set(`${name}.woff2`, bytes);
    faces.push(`@font-face {
  font-family: "Golos Text";
  font-style: normal;
  font-weight: 400 700;
  font-display: swap;
  src: url("${fingerprinted(`${name}.woff2`, bytes)}") format("woff2");
  unicode-range: ${ranges(letters)};
}\n`);
  }
  const style = compile(join(here, "src", "zher.scss"), { loadPaths: [join(here, "node_modules")], charset: false });
  files.set("zher.css", Buffer.from(`${faces.join("")}${style.css}\n`));
  const script = buildSync({ absWorkingDir: here, entryPoints: [join(here, "src", "zher.js")], bundle: true, format: "iife", target: "es2020", charset: "utf8", legalComments: "none", write: false });
  files.set("zher.js", Buffer.from(script.outputFiles[0].contents));
  files.set("zher.svg", readFileSync(join(here, "src", "zher.svg")));
  return files;
}

const files = await made();
if (process.argv.includes("--check")) {
  const kept = existsSync(dist) ? readdirSync(dist) : [];
  const differ = [...files].filter(([name, bytes]) => !kept.includes(name) || !readFileSync(join(dist, name)).equals(bytes)).map(([name]) => name);
  const left = kept.filter((name) => !files.has(name));
  if (differ.length || left.length) {
    console.error(`crates/pages/assets/dist is not what src makes (${[...differ, ...left].join(", ")}): run \`make assets\` and commit.`);
    process.exit(1);
  }
} else {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  for (const [name, bytes] of files) {
    writeFileSync(join(dist, name), bytes);
    console.log(`${name} ${bytes.length}`);
  }
}
