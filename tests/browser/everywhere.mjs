// A journey in every language, at the width of a telephone and of a desk, with and without scripts.
import { test } from "node:test";
import { looksRight, noBarriers } from "./looks.mjs";

const WAYS = ["kk", "ru", "en"].flatMap((language) =>
  [360, 1280].flatMap((width) => [true, false].map((scripts) => ({ language, width, scripts }))));

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
        // Without scripts the page is the one that the server sent: one way tells how it looks.
        const told = scripts || (language === "kk" && width === 360);
        await looksRight(page, picture, told);
        if (told) await noBarriers(page, picture);
      };
      try {
        await journey(page, { ...way, looked });
      } finally {
        await page.context().close();
      }
    });
  }
}
