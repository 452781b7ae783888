// A journey in every language, at the width of a telephone and of a desk, with and without scripts.
import { test } from "node:test";
import { looksRight, noBarriers } from "./looks.mjs";

/// Every two of language, width and scripts meet: six ways of the twelve see what twelve would, but for what only three
/// together break.
const WAYS = [
  { language: "kk", width: 360, scripts: false },
  { language: "kk", width: 1280, scripts: true },
  { language: "ru", width: 360, scripts: true },
  { language: "ru", width: 1280, scripts: false },
  { language: "en", width: 360, scripts: false },
  { language: "en", width: 1280, scripts: true },
];

/// A page in a browser of its own; without scripts none is loaded.
export async function open(browser, { width = 1280, scripts = true } = {}) {
  const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
  if (!scripts) await page.route("**/*.js", (route) => route.abort());
  return page;
}

/// A test for each way: `journey` gets the page, the way and `looked(name)`, which keeps a picture of the state and lets axe judge it.
export function everywhere(title, short, zher, journey) {
  for (const way of WAYS) {
    const { language, width, scripts } = way;
    test(`${title} (${language}, ${width} px, scripts ${scripts})`, async () => {
      const page = await open(zher().browser, way);
      const looked = async (name) => {
        const picture = `${short}-${name}-${language}-${width}${scripts ? "" : "-bare"}`;
        await looksRight(page, picture);
        await noBarriers(page, picture);
      };
      try {
        await journey(page, { ...way, looked });
      } finally {
        await page.context().close();
      }
    });
  }
}
