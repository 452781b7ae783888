// An administrator changes the rules on pages and never in a database: the index of a new year, a telephone, a calendar, an edition.
// He finds accounts among many and ends sessions there too.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { everywhere, open } from "./everywhere.mjs";
import { looksRight, noBarriers } from "./looks.mjs";
import { platform, signIn } from "./platform.mjs";

let zher;

before(async () => {
  zher = await platform();
});
after(async () => zher?.stop());

const OFFICE = "cadastre-21-astana";
const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const check = (page) => page.click("form.rules button");
const act = async (page, cite) => {
  if (!(await page.locator("#action-activate").getAttribute("open"))) await page.locator("#action-activate summary").click();
  if (cite !== undefined) await page.fill("#action-activate-field-cite", cite);
};
const put = async (page) => {
  await page.locator("#action-activate button").click();
  await page.waitForURL(/admin\/rules$/);
};

everywhere("an administrator looks at what a change would do and is told what is wrong", "admin", () => zher, async (page, { language, looked }) => {
  await signIn(page, zher, language, "admin", "admin");
  const at = (path) => page.goto(`${zher.base}/${language}/${path}`);
  await at("admin");
  await looked("places");

  await at("admin/rules/index");
  await looked("index");
  await page.fill("[name=tenge]", "x");
  await check(page);
  await page.waitForSelector("#field-tenge-problem");
  await looked("index-wrong");
  await page.fill("[name=tenge]", "4500");
  await page.fill("[name=source]", "№ 9");
  await check(page);
  await page.locator("#action-activate summary").click();
  await looked("index-right");
  await page.fill("#action-activate-field-cite", "");
  await page.locator("#action-activate button").click();
  await page.waitForSelector("#action-activate-field-cite-problem");
  await looked("no-act");

  await at(`admin/offices/${OFFICE}`);
  await page.fill("[name=phones]", "12");
  await check(page);
  await page.waitForSelector("#field-phones-problem");
  await looked("office-wrong");
  await page.fill("[name=phones]", "8(7172)55-44-33");
  await page.fill("[name=source]", "№ 3");
  await check(page);
  await page.waitForSelector("#action-activate");
  await looked("office-right");

  await at("admin/rules/day");
  await page.fill("[name=off]", "2026-12-14");
  await check(page);
  await page.waitForSelector("#field-worked-problem");
  await looked("day-wrong");
  await page.fill("[name=worked]", "2026-12-19");
  await page.fill("[name=source]", "№ 4");
  await page.fill("[name=url]", "https://example.kz");
  await check(page);
  await page.waitForSelector("#action-activate");
  await looked("day-right");

  await at("admin/rules/check");
  await page.selectOption("#choose-field-file", "calendar/2027.toml");
  await page.click("form.filters button");
  assert.match(await page.inputValue("[name=text]"), /year = 2027/);
  await looked("year");
  await page.fill("[name=text]", "year = 2027\nnonsense");
  await check(page);
  await page.waitForSelector("#field-text-problem");
  await looked("year-wrong");
  await at("admin/rules");
  await looked("rules");
});

everywhere("an administrator finds an account among many and ends its sessions", "staff", () => zher, async (page, { language, width, looked }) => {
  const own = await open(zher.browser, { width });
  const other = await open(zher.browser, { width });
  try {
    await signIn(own, zher, language, "head.centre");
    await signIn(other, zher, language, "head.centre");

    // On the own page: all others end, the one that asks goes on.
    await own.goto(`${zher.base}/${language}/me`);
    await own.locator("#action-sessions summary").click();
    await own.locator("#action-sessions button").click();
    await own.waitForURL(/\/me\?done=sessions$/);
    assert.equal(await own.locator("p.done").count(), 1);
    assert.equal(await own.locator("main tbody tr").count(), 1, "the session that asked");
    assert.equal(await own.locator("#action-sessions").count(), 0);
    await other.goto(`${zher.base}/${language}/me`);
    assert.match(other.url(), /\/sign-in$/);

    await signIn(page, zher, language, "admin", "admin");
    await page.goto(`${zher.base}/${language}/me`);
    await looked("own");
    await page.goto(`${zher.base}/${language}/accounts`);
    await looked("list");
    await page.selectOption("#find-field-role", "head");
    await page.selectOption("#find-field-state", "active");
    await page.click("#find button");
    await page.waitForURL(/\/accounts\?role=head&state=active$/);
    assert.equal(await page.inputValue("#find-field-role"), "head", "what was chosen stays");
    const found = await page.locator("main tbody a").allTextContents();
    assert.ok(found.includes("head.centre") && !found.includes("archive.centre"), found.join());

    await page.fill("#find-field-q", "а".repeat(201));
    await page.press("#find-field-q", "Enter");
    await page.waitForSelector("#find-field-q-problem");
    await looked("too-long");
    await page.fill("#find-field-q", "HEAD.CEN");
    await page.press("#find-field-q", "Enter");
    await page.waitForFunction(() => document.querySelectorAll("main tbody tr").length === 1);
    assert.match(page.url(), /\/accounts\/search$/, "what was typed stands in no address");
    await looked("found");
    await page.click("main tbody a");
    await page.waitForSelector("#action-sessions");
    assert.ok(await page.locator("main tbody tr").count(), "its session is open");
    await page.locator("#action-sessions summary").click();
    await looked("sessions");
    await page.locator("#action-sessions button").click();
    await page.waitForURL(/\?done=sessions$/);
    assert.equal(await page.locator("#action-sessions").count(), 0);
    await looked("ended");
    await own.goto(`${zher.base}/${language}/me`);
    assert.match(own.url(), /\/sign-in$/, "whose session was ended signs in again");
  } finally {
    await own.context().close();
    await other.context().close();
  }
});

test("what an administrator puts in force is seen by everybody, and a planned edition can be withdrawn", async () => {
  const page = await open(zher.browser, { width: 360 });
  await signIn(page, zher, "kk", "admin", "admin");
  const looked = async (name) => {
    await looksRight(page, `admin-put-${name}`);
    await noBarriers(page, `admin-put-${name}`);
  };
  const at = (path) => page.goto(`${zher.base}/kk/${path}`);
  await at("admin/rules/index");
  await page.fill("[name=tenge]", "4500");
  await page.fill("[name=source]", "№ 9");
  await check(page);
  await act(page);
  await put(page);
  assert.match(await page.textContent("main"), /4500/);

  await at(`admin/offices/${OFFICE}`);
  await page.fill("[name=phones]", "8(7172)55-44-33");
  await page.fill("[name=source]", "№ 3");
  await check(page);
  await act(page);
  await put(page);
  await at("offices?parcel=21-318-065-123&service=1");
  assert.ok(await page.locator("a[href='tel:+77172554433']").count(), "the finder dials the new number");

  await at("admin/rules/check?file=calendar/2027.toml");
  await check(page);
  await act(page, "№ 5");
  await looked("year");
  await put(page);
  await at("admin/offices?year=2027");
  assert.match(await page.textContent("main"), /01\.01\.2027/);

  await at("admin/rules/check");
  const held = new URL("../../rulebook/standards/s05-aerial-survey-permit/2012-11-01.toml", import.meta.url);
  const edition = readFileSync(held, "utf8").replace("adopted = 2012-11-01", "adopted = 2020-01-01");
  const changed = edition.replace("length = 25", "length = 26");
  await page.setInputFiles("[name=upload]", { name: "2020-01-01.toml", mimeType: "text/plain", buffer: Buffer.from(changed) });
  await check(page);
  await act(page, "№ 1");
  await looked("edition");
  await page.fill("#action-activate-field-from", inDays(3));
  await put(page);
  await page.locator("details[id^=action-withdraw] summary").click();
  await looked("planned");
  await page.locator("details[id^=action-withdraw] button").click();
  await page.waitForSelector("[id$=field-reason-problem]");
  await looked("no-reason");
  await page.fill("details[id^=action-withdraw] [name=reason]", "№ 2 қаулы");
  await page.locator("details[id^=action-withdraw] button").click();
  await page.waitForURL(/admin\/rules$/);
  assert.equal(await page.locator("details[id^=action-withdraw]").count(), 0);
  assert.match(await page.textContent("main"), /№ 2 қаулы/);
  await looked("withdrawn");
});
