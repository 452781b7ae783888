// What holds for every page and every state of it.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const out = new URL("./out/", import.meta.url).pathname;
mkdirSync(out, { recursive: true });

/// A page with its title, language and one h1, each id once, nothing wider than the screen and no message without its text; its picture is kept.
export async function looksRight(page, name) {
  await page.waitForLoadState("load");
  const state = await page.evaluate(() => ({
    title: document.title,
    language: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    twice: [...document.querySelectorAll("[id]")].map(({ id }) => id).filter((id, place, all) => all.indexOf(id) !== place),
    tooWide: document.documentElement.scrollWidth > window.innerWidth,
    bare: /\b(page|case|desk|problem)-[a-z]+(-[a-z]+)*\b/.exec(document.querySelector("main").innerText)?.[0],
  }));
  assert.ok(state.title && state.language, `${name}: a title and a language`);
  assert.equal(state.headings, 1, `${name}: one h1`);
  assert.deepEqual(state.twice, [], `${name}: no id stands for two things`);
  assert.equal(state.tooWide, false, `${name}: nothing wider than the screen`);
  assert.equal(state.bare, undefined, `${name}: a message without its text`);
  // Half the time of a PNG, and sharp enough to be looked at.
  await page.screenshot({ path: `${out}${name}.jpg`, type: "jpeg", quality: 80, fullPage: true });
}

/// axe finds nothing in the way of anybody.
export async function noBarriers(page, name) {
  const found = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
  const list = found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join("; ")}`);
  assert.deepEqual(list, [], `${name}: barriers`);
}
