// Somebody looks for the office of his parcel: by map, by number, by district, by the hour; and reads and prints what a service asks.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { everywhere, open } from "./everywhere.mjs";
import { platform } from "./platform.mjs";

let zher;

before(async () => {
  zher = await platform();
});
after(async () => zher?.stop());

const shown = (page) => page.locator("main form[role=search] button").first().click();
const numbers = (page) => page.locator("#found").textContent().then((text) => Number(/\d+/.exec(text)[0]));

everywhere("an office is found by map, parcel, district and hour", "finder", () => zher, async (page, { language, looked }) => {
  await page.goto(`${zher.base}/${language}/offices`);
  const all = await numbers(page);
  await looked("start");
  await page.locator(".region-map details > summary").click();
  await looked("list");

  // The map is reached and used by keyboard alone, and says what the list says.
  const region = page.locator('a.map-region[href$="region=01"]');
  const label = await region.getAttribute("aria-label");
  await region.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/region=01/);
  const there = await numbers(page);
  assert.ok(there > 0 && there < all, "fewer offices than everywhere");
  assert.ok(label.endsWith(`: ${there}`), `${label}: as many as the map said`);
  assert.equal(await page.inputValue("[name=region]"), "01");
  await looked("region");

  await page.fill("[name=parcel]", "21");
  await shown(page);
  assert.equal(await page.getAttribute("[name=parcel]", "aria-invalid"), "true");
  assert.equal(await page.inputValue("[name=parcel]"), "21", "what was typed stays");
  await looked("refused");

  await page.selectOption("[name=service]", "1");
  await page.fill("[name=parcel]", "01-318-065-123");
  await shown(page);
  await page.waitForSelector("#parcel");
  await looked("parcel");
  await page.selectOption("[name=district]", "Ақкөл ауданы");
  await shown(page);
  await page.waitForURL(/district=/);
  const mine = await numbers(page);
  assert.ok(mine > 0 && mine < there, "the district has fewer than the region");
  assert.ok(await page.locator("main a[href^='tel:+7']").count(), "a telephone to dial");
  await looked("district");
  const address = page.url();
  await page.goto(address);
  assert.equal(await page.inputValue("[name=district]"), "Ақкөл ауданы", "the link remembers the choice");

  await page.goto(`${zher.base}/${language}/offices?service=1&region=13`);
  await page.locator("main form[role=search] details > summary").click();
  await page.selectOption("[name=open]", "at");
  await page.fill("[name=day]", "2026-12-05");
  await page.fill("[name=time]", "10:00");
  await shown(page);
  await page.waitForURL(/day=2026-12-05/);
  assert.ok(await page.locator("[name=day]").isVisible(), "what was asked stays in sight");
  assert.ok(await numbers(page) > 0, "centres are open on Saturday");
  await looked("then");
});

everywhere("a service says all that a villager asks, and what was typed with wrong letters is found", "service", () => zher, async (page, { language, looked }) => {
  await page.goto(`${zher.base}/${language}/`);
  await page.fill("[name=q]", "fhtylf");
  await page.locator("main form[role=search] button").click();
  await page.locator(`main a[href="/${language}/services/3"]`).click();
  const parts = page.locator("main h2[id^=part-]");
  assert.ok(await parts.count() >= 12, "who, where, when, how long, how much, on which grounds, what then");
  for (const one of await page.locator(".parts ul.law").all()) {
    assert.ok(await one.locator("li").count() === await one.locator("li .cite").count(), "a paragraph beside each statement");
  }
  await looked("all");
});

const sheets = async (page) => ((await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;

for (const language of ["kk", "ru", "en"]) {
  test(`every service is printed on both sides of one sheet (${language})`, async () => {
    const page = await open(zher.browser);
    for (let number = 1; number <= 14; number += 1) {
      await page.goto(`${zher.base}/${language}/services/${number}`);
      const sides = await sheets(page);
      assert.ok(sides <= 2, `service ${number}: ${sides} sides`);
    }
    await page.context().close();
  });
}
