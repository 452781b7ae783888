// The main job as a new user does it: lodge an act of private ownership, decide, hand it out; with and without scripts,
// in each language, at the width of a telephone and of a desk.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ways } from "./everywhere.mjs";
import { looksRight, noBarriers } from "./looks.mjs";
import { platform, signIn } from "./platform.mjs";

let zher;

before(async () => {
  zher = await platform();
});
after(async () => zher?.stop());

/// An IIN of nobody, right in form.
function iin(serial) {
  const digits = [..."990101", ..."7", ...String(serial).padStart(4, "0")].map(Number);
  const sum = (weights) => digits.reduce((all, digit, place) => all + digit * weights[place], 0) % 11;
  const first = sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  const check = first < 10 ? first : sum([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]);
  return check < 10 ? digits.join("") + check : iin(serial + 1);
}

async function lodge(page, language, serial, name) {
  await page.goto(`${zher.base}/${language}/lodge`);
  for (const [question, answer] of [["service", "1"], ["case", "1"]]) {
    await page.selectOption(`[name=${question}]`, answer);
    await page.click("button[value=update]");
    await page.waitForSelector(question === "service" ? "[name=case]" : "[data-paper=application]");
  }
  await looksRight(page, `${name}-form`);
  await page.fill("[name='applicant.identifier']", iin(serial));
  await page.fill("[name='applicant.name']", "Сынақ Адам Адамұлы");
  await page.fill("[name='applicant.phone']", "+77010000000");
  await page.fill("[name='parcels.0.cadastral_number']", `21-318-065-${serial}`);
  await page.fill("[name='parcels.0.area_ha']", "0.12");
  for (const id of ["application", "decision-extract", "project-and-boundary-materials", "fee-receipt", "identity-document"]) {
    await page.check(`[name='paper:${id}']`);
  }
  await page.fill("[name='payment.receipt_number']", `К-${serial}`);
  await page.click("button[value=check]");
  const price = (await page.textContent("#preview")).match(/([\d.,]+) (?:теңге|тенге|tenge)/)?.[1].replace(",", ".");
  assert.ok(price, "the price is named with its figures");
  assert.equal(await page.inputValue("[name='payment.amount']"), price, "and filled in");
  const office = page.locator("[name=executing_office]");
  if (await office.isVisible()) await office.selectOption("cadastre-21-astana");
  await page.click("button[value=lodge]");
  await page.waitForSelector(".receipt");
  await looksRight(page, `${name}-receipt`);
  return {
    number: (await page.textContent("h1")).match(/\d\d-\d{4}-\d+-\d/)[0],
    secret: (await page.textContent(".code")).trim(),
    address: await page.getAttribute(".no-print a", "href"),
  };
}

async function take(page, step, fill) {
  const form = page.locator(`form:has(input[name=step][value="${step}"])`);
  await page.locator("details", { has: form }).locator("summary").click();
  await fill?.(form);
  await form.locator("button").click();
}

for (const [language, width, scripts] of ways([["kk", 1280, true], ["ru", 360, false], ["en", 1280, false]])) {
  test(`an act is lodged, granted and handed out (${language}, ${width} px, scripts ${scripts})`, async () => {
    const serial = 100 + Math.floor(Math.random() * 800);
    const name = `${language}-${width}`;
    const context = await zher.browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: true });
    const page = await context.newPage();
    if (!scripts) await page.route("**/*.js", (route) => route.abort());
    await page.goto(`${zher.base}/${language}/`);
    await looksRight(page, `${name}-start`);
    await noBarriers(page, `${name}-start`);

    await signIn(page, zher, language, "reception.cadastre");
    await looksRight(page, `${name}-inbox`);
    await noBarriers(page, `${name}-inbox`);
    const lodged = await lodge(page, language, serial, name);
    await noBarriers(page, `${name}-receipt`);

    const head = await zher.browser.newContext({ viewport: { width, height: 900 } });
    const desk = await head.newPage();
    if (!scripts) await desk.route("**/*.js", (route) => route.abort());
    await signIn(desk, zher, language, "head.cadastre");
    await desk.goto(`${zher.base}${lodged.address}`);
    await looksRight(desk, `${name}-case`);
    await noBarriers(desk, `${name}-case`);
    for (const step of ["start", "grant"]) await take(desk, step);
    await desk.waitForSelector("input[name=step][value=ready]", { state: "attached" });
    await take(desk, "ready");

    await page.goto(`${zher.base}${lodged.address}`);
    await take(page, "hand-out", async (form) => {
      await form.locator("[name=way]").selectOption("in-person");
    });
    await page.waitForSelector(".problems");
    assert.match(await page.textContent(".problems"), /S1 ¶15/, "a hand-out without what ¶15 asks is refused");
    await looksRight(page, `${name}-refused`);
    const form = page.locator("form:has(input[name=step][value=hand-out])");
    assert.ok(await form.locator("[name=to]").inputValue(), "most often the applicant comes himself");
    await form.locator("[name=shown][value=receipt]").check();
    await form.locator("[name=shown][value=identity-document]").check();
    const to = await form.locator("[name=to]").inputValue();
    await form.locator("[name=to]").fill("");
    await form.locator("button").click();
    await page.waitForSelector(".problems");
    assert.equal(await form.locator("[name=to]").inputValue(), "", "nobody is put in place of whom the officer has taken out");
    await form.locator("[name=to]").fill(to);
    await form.locator("button").click();
    await page.waitForSelector(".timeline");
    assert.equal(await page.locator("input[name=step][value=hand-out]").count(), 0, "it is handed out once");

    await page.goto(`${zher.base}/${language}/track`);
    await page.fill("[name=number]", lodged.number);
    await page.fill("[name=secret]", lodged.secret);
    await page.click("main form button");
    await page.waitForSelector(".timeline");
    assert.doesNotMatch(await page.textContent("main"), /Сынақ/, "following a case shows nothing personal");
    await looksRight(page, `${name}-track`);
    await context.close();
    await head.close();
  });
}

test("a wrong identifier is named beside its field and nothing typed is lost", async () => {
  const page = await (await zher.browser.newContext()).newPage();
  await signIn(page, zher, "en", "reception.cadastre");
  await page.goto(`${zher.base}/en/lodge?service=1&case=1`);
  await page.fill("[name='applicant.name']", "Сынақ Адам");
  await page.fill("[name='applicant.identifier']", "123456789012");
  await page.click("button[value=lodge]");
  await page.waitForSelector(".problems a[href='#field-applicant-identifier']");
  assert.equal(await page.inputValue("[name='applicant.name']"), "Сынақ Адам");
  await noBarriers(page, "lodging with a wrong identifier");
});

test("the live checklist follows what is typed without a reload", async () => {
  const page = await (await zher.browser.newContext()).newPage();
  await signIn(page, zher, "en", "reception.cadastre");
  await page.goto(`${zher.base}/en/lodge?service=1&case=1`);
  const before = await page.textContent(".count");
  await page.locator("[name='paper:application']").check();
  await page.waitForFunction((old) => document.querySelector(".count").textContent !== old, before);
});

test("who is not signed in is sent to sign in, and a strange page says what to do", async () => {
  const page = await (await zher.browser.newContext()).newPage();
  await page.goto(`${zher.base}/ru/inbox`);
  assert.equal(page.url(), `${zher.base}/ru/sign-in`);
  const missing = await page.goto(`${zher.base}/kk/nothing-here`);
  assert.equal(missing.status(), 404);
  await looksRight(page, "missing");
});

test("books, lists of paper files and the own account are for who is signed in", async () => {
  const page = await (await zher.browser.newContext({ viewport: { width: 360, height: 900 } })).newPage();
  for (const place of ["books", "transfers", "me"]) {
    await page.goto(`${zher.base}/ru/${place}`);
    assert.equal(page.url(), `${zher.base}/ru/sign-in`, `${place} is not for everybody`);
  }
  await signIn(page, zher, "kk", "reception.centre");
  await page.goto(`${zher.base}/kk/books`);
  assert.ok(await page.locator("main tbody tr").count(), "the book of the centre has lines");
  await looksRight(page, "books");
  await noBarriers(page, "books");
  await page.goto(`${zher.base}/kk/books?from=2026-12-31&to=2026-01-01`);
  assert.ok(await page.locator("#field-from-problem").count(), "the period is named as wrong");
  await page.goto(`${zher.base}/kk/transfers`);
  await looksRight(page, "transfers");
  await noBarriers(page, "transfers");
  await page.goto(`${zher.base}/kk/me`);
  await page.locator("summary").click();
  await page.fill("[name=old]", "not the password");
  await page.fill("[name=new]", "a long enough password");
  await page.locator("main details button:not([type=button])").click();
  await page.waitForSelector("[id$='field-old-problem']");
  await looksRight(page, "me-wrong-password");
  await noBarriers(page, "me-wrong-password");
});

test("a paper file goes from the centre to the enterprise by a list that both sides confirm", async () => {
  const inBrowserOf = async (login) => {
    const page = await (await zher.browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await page.route("**/*.js", (route) => route.abort());
    await signIn(page, zher, "en", login);
    return page;
  };
  const centre = await inBrowserOf("reception.centre");
  const { number } = await lodge(centre, "en", 950, "centre");
  await centre.goto(`${zher.base}/en/transfers`);
  await centre.locator("summary").click();
  await centre.locator("main details button").click();
  await centre.waitForSelector("[id$='cases-problem']");
  await noBarriers(centre, "transfers-nothing-chosen");
  await centre.locator("main details").getByText(number).click();
  await centre.locator("main details button").click();
  await centre.waitForURL(/transfers\/.+/);
  const list = centre.url();
  const enterprise = await inBrowserOf("archive.cadastre");
  await enterprise.goto(list);
  assert.equal(await enterprise.locator("main details").count(), 0, "nobody takes what was not given");
  await centre.locator("main details button").click();
  await centre.waitForSelector("dt:has-text('Given')");
  await enterprise.goto(`${zher.base}/en/transfers?direction=incoming`);
  await enterprise.locator("main tbody a").first().click();
  await enterprise.locator("main details button").click();
  await enterprise.waitForSelector("dt:has-text('Taken')");
  assert.ok((await enterprise.textContent("main table")).includes(number), "the file is on the list");
  await looksRight(enterprise, "transfer-taken");
  await noBarriers(enterprise, "transfer-taken");
  const stranger = await inBrowserOf("reception.akimat");
  assert.equal((await stranger.goto(list)).status(), 404, "to another office the list does not exist");
});

for (const [language, width, scripts] of ways([["kk", 360, false], ["ru", 1280, true], ["en", 360, true]])) {
  test(`anybody finds a service, its price, its term and the way to complain (${language}, ${width} px, scripts ${scripts})`, async () => {
    const page = await (await zher.browser.newContext({ viewport: { width, height: 900 } })).newPage();
    if (!scripts) await page.route("**/*.js", (route) => route.abort());
    const looked = async (name) => {
      await looksRight(page, `guide-${language}-${width}-${name}`);
      await noBarriers(page, `guide-${language}-${width}-${name}`);
    };
    const named = (name) => page.locator(`main form [name=${name}]`);
    await page.goto(`${zher.base}/${language}/`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.name), "q", "from the skip link the search is next");
    await page.keyboard.type("дублекат");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#found");
    assert.ok(await page.locator(`main a[href="/${language}/services/1"]`).count(), "a slip does not hide a service");
    await looked("found");

    for (const [typed, leads] of [["шагым", "complain"], ["где пренимают", "offices"], ["status", "track"]]) {
      await page.fill("#sought", typed);
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.searchParams.get("q") === typed);
      const first = page.locator("section[aria-labelledby=found] a").first();
      assert.equal(await first.getAttribute("href"), `/${language}/${leads}`, typed);
      await looked(`place-${leads}`);
    }

    await page.locator(`nav.menu a[href="/${language}/offices"]`).click();
    await named("service").selectOption("1");
    await named("parcel").fill("21");
    await page.click("main form button");
    await page.waitForSelector(".problems a[href='#field-parcel']");
    await looked("offices-refused");
    await named("parcel").fill("21-318-065-123");
    await page.click("main form button");
    assert.ok(await page.locator("main a[href^='tel:+7']").count(), "an office can be called");
    await looked("offices");

    await page.goto(`${zher.base}/${language}/styleguide`);
    await looked("styleguide");

    await page.locator(`nav.menu a[href="/${language}/price"]`).click();
    await named("service").selectOption("1");
    await page.click("main form button");
    await named("payer").selectOption("farm");
    await named("area_ha").fill("many");
    await named("date").fill("2013-09-02");
    await page.click("main form button");
    await page.waitForSelector(".problems a[href='#field-area-ha']");
    await looked("price-refused");
    await named("area_ha").fill("1200");
    await page.click("main form button");
    assert.match(await page.textContent(".sum"), language === "en" ? /7754\.88/ : /7754,88/);
    const cite = { kk: "S1 3-қосымша, 2-жол", ru: "S1 прил. 3, строка 2", en: "S1 annex 3 row 2" }[language];
    assert.ok((await page.textContent("main table")).includes(cite), cite);
    await looked("price");

    await page.locator(`nav.menu a[href="/${language}/term"]`).click();
    await named("service").selectOption("1");
    await page.click("main form button");
    await named("day").fill("2013-05-06");
    await named("time").fill("10:15");
    await named("from1").fill("2013-05-14");
    await named("to1").fill("2013-05-15");
    await page.click("main form button");
    assert.match(await page.textContent(".sum"), /21\.05\.2013/);
    for (const [day, looks] of [["09", "closed"], ["13", "counts"], ["15", "suspended"], ["21", "end"], ["22", "deemed"]]) {
      const cell = page.locator(`td.${looks}:has(time[datetime="2013-05-${day}"])`);
      assert.ok((await cell.locator(".says").first().innerText()).length > 3, `${day} May says in words that it is ${looks}`);
    }
    await looked("term");
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator("table.month").isVisible(), "the calendar is printed");
    await page.emulateMedia({ media: null });

    await page.goto(`${zher.base}/${language}/`);
    await page.locator("#topic-disagree").locator("..").locator("select").selectOption("13");
    await page.locator("#topic-disagree").locator("..").locator("button").click();
    await page.waitForSelector("ul.law");
    assert.match(await page.textContent("main"), /S13 ¶21/);
    await looked("complain");
  });
}
