// Those who read: a villager with his papers and the law, a clerk who goes on with what he began, a head, a supervisor, an
// administrator.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { ways } from "./everywhere.mjs";
import { looksRight, noBarriers } from "./looks.mjs";
import { platform, signIn } from "./platform.mjs";

let zher;

before(async () => {
  zher = await platform();
});
after(async () => zher?.stop());

const open = async (width, scripts = true) => {
  const page = await (await zher.browser.newContext({ viewport: { width, height: 900 } })).newPage();
  if (!scripts) await page.route("**/*.js", (route) => route.abort());
  return page;
};

for (const [language, width, scripts] of ways([["kk", 360, false], ["ru", 360, true], ["en", 1280, true]])) {
  test(`a villager learns which papers he brings, fills in the form and reads the law (${language}, ${width} px, scripts ${scripts})`, async () => {
    const page = await open(width, scripts);
    const looked = async (name) => {
      await looksRight(page, `read-${language}-${width}-${name}`);
      await noBarriers(page, `read-${language}-${width}-${name}`);
    };
    await page.goto(`${zher.base}/${language}/services/1`);
    await looked("service");
    await page.click("#mine form button");
    await page.waitForSelector(".problems a[href='#field-case']");
    await page.click(".problems a[href='#field-case']");
    assert.equal(await page.evaluate(() => document.activeElement.id), "field-case", "nothing is chosen for anybody");
    await page.keyboard.press("Space");
    assert.ok(await page.isChecked("input[name=case][value='1']"));
    await page.click("#mine form details summary");
    assert.ok(await page.locator("#mine form details .cite").first().isVisible(), "the words of the law with their paragraphs");
    await looked("case");
    await page.selectOption("[name=channel]", "cadastre");
    await page.selectOption("[name=kind]", "individual");
    await page.click("#mine button");
    await page.waitForSelector("#mine .needs");
    const bring = page.locator("#mine .needs").first();
    const before = await bring.locator("> li").count();
    await page.check("input[name=holds][value=sale]");
    await page.click("#mine button");
    await page.waitForSelector("#mine .needs");
    assert.equal(await bring.locator("> li").count(), before + 1, "a parcel that is sold needs its contract");
    assert.ok(await page.isChecked("input[name=holds][value=sale]"), "what was chosen stays chosen");
    await looked("papers");
    await page.emulateMedia({ media: "print" });
    assert.ok(await bring.isVisible() && await page.locator("#part-1").isVisible(), "the papers of one's own case are printed with all the rest");
    assert.equal(await page.locator("#mine form").isVisible(), false, "what asks is not printed");
    await page.emulateMedia({ media: null });

    await page.locator("#mine a[href$='/forms/5']").first().click();
    await page.fill("#sheet-applicant-name", "Сынақ Адам Адамұлы");
    await looked("sheet");
    await page.goto(`${zher.base}/${language}/services/1/forms/4`);
    await looked("sheet-with-rows");

    await page.goto(`${zher.base}/${language}/services/1`);
    await page.locator(`a.cite[href="/${language}/law/1#p7.1"]`).first().click();
    assert.ok(await page.locator("[id='p7.1']").isVisible());
    await page.locator("details:has([id='p7']) .made summary").first().click();
    await looked("law");
    await page.locator(`main a[href="/${language}/law/1/compare"]`).click();
    await looked("law-compare");
    await page.locator(`footer a[href="/${language}/law"]`).click();
    assert.equal(await page.locator("main ul.services > li").count(), 14);
    await looked("law-index");
  });
}

test("a clerk closes the browser and goes on with what he typed, by keyboard alone", async () => {
  let page = await open(1280);
  await signIn(page, zher, "kk", "reception.cadastre");
  await page.goto(`${zher.base}/kk/lodge?service=1&channel=cadastre&case=1&product=act&kind=individual&go=form`);
  await page.focus("[name='applicant.identifier']");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Сынақ Адам");
  const kept = page.waitForResponse((answer) => answer.url().endsWith("/lodge/check"));
  await page.keyboard.press("Tab");
  await kept;
  await page.close();
  page = await open(1280);
  await signIn(page, zher, "kk", "reception.cadastre");
  await page.goto(`${zher.base}/kk/lodge`);
  await looksRight(page, "drafts");
  await noBarriers(page, "drafts");
  await page.locator(".drafts a").focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("[name='applicant.name']");
  assert.equal(await page.inputValue("[name='applicant.name']"), "Сынақ Адам");
  await page.goto(`${zher.base}/kk/lodge`);
  await page.locator(".drafts button").focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".drafts", { state: "detached" });
});

for (const [language, width] of [["kk", 360], ["ru", 1280], ["en", 360]]) {
  test(`a head sees what is late and gets there (${language}, ${width} px)`, async () => {
    const page = await open(width);
    await signIn(page, zher, language, "head.cadastre");
    await page.locator(`nav.menu a[href="/${language}/overview"]`).click();
    await looksRight(page, `overview-${language}-${width}`);
    await noBarriers(page, `overview-${language}-${width}`);
    const late = page.locator("table.overview a[href$='soon=late']").first();
    const count = Number(await late.textContent());
    await late.click();
    assert.equal(await page.locator("main tbody tr").count(), count, "each number leads to so many cases");
    await looksRight(page, `overview-late-${language}-${width}`);
    await noBarriers(page, `overview-late-${language}-${width}`);
    await page.locator("main tbody a").first().click();
    const sheet = page.locator("main a[href*='/forms/']").first();
    if (await sheet.count()) {
      await sheet.click();
      await looksRight(page, `case-sheet-${language}-${width}`);
      await noBarriers(page, `case-sheet-${language}-${width}`);
    }
  });
}

test("an administrator gives an account another role on its page", async () => {
  const page = await open(360);
  await signIn(page, zher, "ru", "admin", "admin");
  await page.goto(`${zher.base}/ru/accounts`);
  await looksRight(page, "accounts");
  await noBarriers(page, "accounts");
  await page.locator("main tbody a", { hasText: "executor.akimat" }).click();
  await page.locator("#action-duties summary").click();
  await looksRight(page, "account");
  await noBarriers(page, "account");
  await page.check("#action-duties input[value=archivist]");
  await page.locator("#action-duties button").click();
  await page.waitForSelector(".done");
  assert.ok(await page.locator("#action-duties input[value=archivist]").isChecked());
});

test("an administrator looks at the rules, puts an edition in force and gives a link for a password", async () => {
  const page = await open(360);
  await signIn(page, zher, "kk", "admin", "admin");
  for (const place of ["admin", "admin/rules", "admin/rules/check", "admin/offices?region=21", "accounts"]) {
    await page.goto(`${zher.base}/kk/${place}`);
    await looksRight(page, place.replace(/[^a-z]+/g, "-"));
    await noBarriers(page, place);
  }
  await page.goto(`${zher.base}/en/admin/rules/check`);
  await page.fill("[name=text]", "number = 1\nnonsense");
  await page.click("form.rules button");
  await page.waitForSelector("#field-text-problem");
  await looksRight(page, "edition-wrong");
  await noBarriers(page, "edition-wrong");
  const held = new URL("../../rulebook/standards/s05-aerial-survey-permit/2012-11-01.toml", import.meta.url);
  const edition = readFileSync(held, "utf8").replace("adopted = 2012-11-01", "adopted = 2020-01-01");
  await page.fill("[name=text]", edition.replace("length = 25", "length = 26"));
  await page.click("form.rules button");
  await page.locator("#action-activate summary").click();
  await looksRight(page, "edition-right");
  await noBarriers(page, "edition-right");
  await page.fill("#action-activate-field-from", new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10));
  await page.fill("#action-activate-field-cite", "№ 1");
  await page.locator("#action-activate button").click();
  await page.waitForURL(/admin\/rules$/);
  assert.match(await page.textContent("main"), /2020-01-01\.toml/, "the edition is held");

  await page.goto(`${zher.base}/en/accounts`);
  await page.getByRole("link", { name: "archive.akimat" }).click();
  await page.locator("#action-link summary").click();
  await page.locator("#action-link button").click();
  const link = (await page.textContent(".secret .link")).trim();
  await looksRight(page, "account-link");
  await noBarriers(page, "account-link");
  const holder = await open(360);
  await holder.goto(link);
  await looksRight(holder, "new-password");
  await noBarriers(holder, "new-password");
  await holder.fill("[name=password]", "a password of one's own");
  await holder.click("main form button:not([type=button])");
  await holder.waitForURL(/sign-in$/);
  assert.equal((await holder.goto(link)).status(), 404, "the link works once");
});
