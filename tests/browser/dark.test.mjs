// The same pages in the dark, with the colours of a reader's own (forced colours) and on paper: a page of each kind.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { looksRight, noBarriers } from "./looks.mjs";
import { platform, signIn } from "./platform.mjs";

let zher;

before(async () => {
  zher = await platform();
});
after(async () => zher?.stop());

const PUBLIC = [
  ["styleguide", "styleguide"],
  ["start", ""],
  ["service", "services/1?channel=cadastre&case=1&kind=individual&go=papers"],
  ["law", "law/1"],
  ["price", "price?service=1&payer=farm&area_ha=many&date=2013-09-02&go=price"],
  ["offices", "offices"],
  ["complain", "complain?service=1"],
];
const DESK = [
  ["inbox", "inbox"],
  ["overview", "overview"],
  ["books", "books"],
  ["lodge", "lodge?service=1&channel=cadastre&case=1&product=act&kind=individual&go=form"],
  ["me", "me"],
];

for (const [language, width] of [["kk", 360], ["ru", 1280]]) {
  test(`every kind of page can be read in the dark (${language}, ${width} px)`, async () => {
    const context = await zher.browser.newContext({ viewport: { width, height: 900 }, colorScheme: "dark" });
    const page = await context.newPage();
    const looked = async (name, place) => {
      await page.goto(`${zher.base}/${language}/${place}`);
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
      assert.ok(Math.max(...ground) < 64, `${name}: the ground is dark`);
      await looksRight(page, `dark-${name}-${language}-${width}`);
      await noBarriers(page, `dark-${name}-${language}-${width}`);
    };
    for (const [name, place] of PUBLIC) await looked(name, place);
    await signIn(page, zher, language, "head.cadastre");
    for (const [name, place] of DESK.slice(0, 2)) await looked(name, place);
    await page.locator("main tbody a").first().click();
    await looked("case", new URL(page.url()).pathname.slice(`/${language}/`.length));
    await context.clearCookies();
    await signIn(page, zher, language, "reception.cadastre");
    for (const [name, place] of DESK.slice(2)) await looked(name, place);
    await context.close();
  });
}

test("with a reader's own colours nothing is told by colour alone", async () => {
  const context = await zher.browser.newContext({ viewport: { width: 360, height: 900 }, forcedColors: "active" });
  const page = await context.newPage();
  for (const [name, place] of PUBLIC) {
    await page.goto(`${zher.base}/kk/${place}`);
    await looksRight(page, `forced-${name}`);
  }
  const tag = page.locator(".govuk-tag").first();
  await page.goto(`${zher.base}/kk/styleguide`);
  assert.notEqual(await tag.evaluate((element) => getComputedStyle(element).borderTopStyle), "none", "a state keeps its border");
  await context.close();
});

test("letters of Kazakh and the sign of the tenge come from our own face, and only its parts that a page needs are loaded", async () => {
  const context = await zher.browser.newContext();
  const page = await context.newPage();
  const loaded = new Set();
  page.on("requestfinished", (request) => {
    const font = /golos-[a-z]+/.exec(request.url());
    if (font) loaded.add(font[0]);
  });
  await page.goto(`${zher.base}/en/sign-in`);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  assert.ok(!loaded.has("golos-tenge"), "a page without prices loads no sign of the tenge");
  await page.goto(`${zher.base}/kk/styleguide`);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  for (const part of ["latin", "cyrillic", "kazakh", "tenge"]) assert.ok(loaded.has(`golos-${part}`), part);
  for (const weight of [400, 700]) {
    assert.ok(await page.evaluate((weight) => document.fonts.check(`${weight} 16px "Golos Text"`, "ӘәҒғҚқҢңӨөҰұҮүҺһІі₸"), weight));
  }
  await context.close();
});

test("whoever presses a button twice sends a form once, and a password can be looked at", async () => {
  const context = await zher.browser.newContext({ viewport: { width: 360, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${zher.base}/ru/sign-in`);
  await page.fill("[name=login]", "nobody");
  await page.fill("[name=password]", "a long password");
  const toggle = page.locator(".govuk-password-input__toggle");
  await toggle.click();
  assert.equal(await page.getAttribute("[name=password]", "type"), "text");
  await looksRight(page, "password-shown");
  await noBarriers(page, "password-shown");
  await toggle.click();
  assert.equal(await page.getAttribute("[name=password]", "type"), "password");
  let sent = 0;
  await page.route("**/sign-in", async (route) => {
    if (route.request().method() === "POST") sent += 1;
    await route.continue();
  });
  await page.dblclick("main form button.govuk-button:not([type=button])");
  await page.waitForSelector(".problems");
  assert.equal(sent, 1);
  await context.close();
});

test("a service, a term and a form of an annex are printed on one sheet each", async () => {
  const context = await zher.browser.newContext({ colorScheme: "dark" });
  const page = await context.newPage();
  const places = {
    "services/1": async () => undefined,
    "term?service=1": async () => {
      await page.click("main form button");
      await page.fill("[name=day]", "2013-05-06");
      await page.fill("[name=time]", "10:15");
      await page.click("main form button");
      await page.waitForSelector("table.month");
    },
    "services/1/forms/5": async () => undefined,
  };
  for (const [place, fill] of Object.entries(places)) {
    await page.goto(`${zher.base}/kk/${place}`);
    await fill();
    await page.emulateMedia({ media: "print" });
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(ground, "rgb(255, 255, 255)", `${place}: paper is white, also for who reads in the dark`);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1, `${place}: one sheet`);
    await page.emulateMedia({ media: null });
  }
  await context.close();
});
