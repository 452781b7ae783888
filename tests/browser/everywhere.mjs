// A journey in every language, at the width of a telephone and of a desk, with and without scripts.
import { test } from "node:test";
import { looksRight, noBarriers } from "./looks.mjs";

/// Every two of language, width and scripts meet: six ways of the twelve see what twelve would, but for what only three
/// together break. `WAYS=all` takes all twelve, which needs twice the time.
const PAIRED = [
  ["kk", 360, false],
  ["kk", 1280, true],
  ["ru", 360, true],
  ["ru", 1280, false],
  ["en", 360, false],
  ["en", 1280, true],
];
const ALL = ["kk", "ru", "en"].flatMap((language) =>
  [360, 1280].flatMap((width) => [true, false].map((scripts) => [language, width, scripts])),
);

/// The ways of a journey that takes `some`, as `[language, width, scripts]`.
export const ways = (some) => (process.env.WAYS === "all" ? ALL : some);

/// A page in a browser of its own; without scripts none is loaded.
export async function open(browser, { width = 1280, scripts = true } = {}) {
  const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
  if (!scripts) await page.route("**/*.js", (route) => route.abort());
  return page;
}

/// A test for each way: `journey` gets the page, the way and `looked(name)`, which keeps a picture of the state and lets axe judge it.
export function everywhere(title, short, zher, journey) {
  for (const [language, width, scripts] of ways(PAIRED)) {
    const way = { language, width, scripts };
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
