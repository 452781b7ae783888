// The inbox as a head uses it: forty cases are signed at once, somebody stands in, the day is read, the list keeps itself up
// to date.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { everywhere, open } from "./everywhere.mjs";
import { call, lodgeMany, today, tokenOf } from "./many.mjs";
import { platform, signIn } from "./platform.mjs";

let started;
const zher = () => started;
before(async () => {
  started = await platform();
});
after(async () => started?.stop());

/// Ticks every case of the inbox in a state and takes a step of them; how many were ticked and done.
async function forAll(page, language, state, step, looked) {
  await page.goto(`${zher().base}/${language}/inbox?state=${state}&service=1`);
  await page.click("#tick-all");
  await page.waitForFunction(() => document.querySelectorAll("input[name=case]:not(:checked)").length === 0);
  const ticked = await page.locator("input[name=case]:checked").count();
  await page.selectOption("#bulk [name=step]", step);
  await looked(`${step}-ticked`);
  await page.click("#bulk button");
  await page.waitForURL(/\/bulk\?/);
  await looked(`${step}-check`);
  await page.click("main form[method=post] button");
  await page.waitForSelector("main .done");
  await looked(`${step}-done`);
  return { ticked, done: Number((await page.textContent("main .done")).match(/\d+/)[0]) };
}

everywhere("a head signs forty cases", "sign", zher, async (page, { language, looked }) => {
  const cases = await lodgeMany(zher(), 40);
  await signIn(page, zher(), language, "head.cadastre");
  await looked("inbox");
  for (const [state, step] of [["lodged", "start"], ["in-work", "grant"]]) {
    const { ticked, done } = await forAll(page, language, state, step, looked);
    assert.ok(ticked >= 40 && done >= 40, `${step}: ${done} of ${ticked}`);
  }
  const token = await tokenOf(zher(), "head.cadastre");
  for (const one of cases) {
    assert.equal((await call(zher(), `/cases/${one.case}`, { token })).state, "granted");
  }
  // The same page sent again does nothing twice, and a case without a tick is named.
  await page.click("main p:last-child a");
  await page.goto(`${zher().base}/${language}/bulk?step=grant`);
  await looked("none");
});

/// Signs somebody in, in a browser of his own.
async function as(login, way, work) {
  const page = await open(zher().browser, way);
  try {
    await signIn(page, zher(), way.language, login);
    await work(page);
  } finally {
    await page.context().close();
  }
}

everywhere("a deputy signs while the head is away", "deputy", zher, async (page, way) => {
  const { language, looked } = way;
  const { base } = zher();
  const [one] = await lodgeMany(zher(), 1);
  const executor = await tokenOf(zher(), "executor.cadastre");
  await call(zher(), `/cases/${one.case}/steps`, {
    token: executor, body: { command: "start" }, headers: { "If-Match": '"1"', "Idempotency-Key": `start-${one.case}` },
  });
  await signIn(page, zher(), language, "head.cadastre");
  await page.goto(`${base}/${language}/absences`);
  await looked("none");
  const own = page.locator("#action-absence-own");
  await own.locator("summary").click();
  await own.locator("[name=from]").fill(today());
  await own.locator("button").click();
  await page.waitForSelector(".problems, [role=alert]");
  assert.equal(await page.locator("#action-absence-own [name=from]").inputValue(), today(), "what was typed stays");
  await looked("wrong");
  await own.locator("[name=deputy]").selectOption({ label: "Досымов Арман Ғалымұлы, маман" });
  await own.locator("[name=through]").fill(today(1));
  await own.locator("button").click();
  await page.waitForSelector("main .done, main .govuk-notification-banner");
  await looked("recorded");
  try {
    await as("executor.cadastre", way, async (deputy) => {
      await deputy.waitForSelector("main .warning");
      await deputy.goto(`${base}/${language}/cases/${one.case}`);
      const grant = deputy.locator('form:has(input[name=step][value="grant"])');
      await deputy.locator("details", { has: grant }).locator("summary").click();
      await grant.locator("button").click();
      await deputy.waitForLoadState("load");
      assert.equal((await call(zher(), `/cases/${one.case}`, { token: executor })).state, "granted");
      assert.match(await deputy.textContent("main"), /Мұқанова Раушан Әбішқызы/);
    });
  } finally {
    const end = page.locator('form:has(input[value="end-absence"])').first();
    await page.locator("details", { has: end }).first().locator("summary").click();
    await end.locator("button").click();
    await page.waitForLoadState("load");
  }
  await looked("ended");
});

everywhere("the day of the office is read day by day", "day", zher, async (page, { language, looked }) => {
  await signIn(page, zher(), language, "head.cadastre");
  await page.click(`a[href="/${language}/day"]`);
  await looked("today");
  for (const name of ["tomorrow", "after"]) {
    await page.click("nav.ways a:last-child");
    await page.waitForLoadState("load");
    await looked(name);
  }
  const due = page.locator("ol.week li:not(.closed)", { has: page.locator(".says") }).first();
  if (await due.count()) {
    await due.locator("a").click();
    await page.waitForLoadState("load");
    await looked("week");
  }
});

everywhere("the inbox begins with what waits, and the rest is a link away", "waits", zher, async (page, { language, looked }) => {
  const [one] = await lodgeMany(zher(), 1);
  const token = await tokenOf(zher(), "head.cadastre");
  const take = (command, version) => call(zher(), `/cases/${one.case}/steps`, {
    token, body: { command }, headers: { "If-Match": `"${version}"`, "Idempotency-Key": `${command}-${one.case}` },
  });
  await take("start", 1);
  await take("grant", 2);
  const made = `#list a[href="/${language}/cases/${one.case}"]`;
  await signIn(page, zher(), language, "head.cadastre");
  await page.goto(`${zher().base}/${language}/inbox?service=1`);
  const waits = page.locator("nav.ways strong[aria-current=page]");
  assert.ok(await waits.isVisible(), "it says what it shows");
  const said = await waits.textContent();
  await looked("waiting");
  await take("ready", 3);
  await page.click("nav.ways a");
  await page.waitForURL(/show=all/);
  assert.equal(await page.inputValue("[name=service]"), "1", "what was filtered stays filtered");
  await page.locator("form.filters button").click();
  await page.waitForURL(/show=all/);
  await looked("all");
  await page.click("nav.ways a");
  assert.equal(await page.locator(made).count(), 0, "what is made waits for the counter and not for the head");
  await page.goto(`${zher().base}/${language}/inbox?state=ready&service=1`);
  assert.ok(await page.locator('nav.ways a:not([href="#list"])').count() === 1, "a state by name is that state");
  await page.goto(`${zher().base}/${language}/inbox?state=castle&office=nowhere`);
  assert.equal(await waits.textContent(), said, "a state and an office that there are not ask for nothing");
});

everywhere("the inbox keeps itself up to date", "live", zher, async (page, { language, scripts, looked }) => {
  await signIn(page, zher(), language, "head.cadastre");
  await page.goto(`${zher().base}/${language}/inbox?state=lodged&service=1`);
  const [one] = await lodgeMany(zher(), 1);
  const row = page.locator(`#list a[href="/${language}/cases/${one.case}"]`);
  assert.equal(await row.count(), 0, "it is not there yet");
  if (scripts) {
    const box = page.locator("#list input[name=case]").first();
    const ticked = (await box.count()) > 0;
    if (ticked) await box.check();
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await page.waitForTimeout(500);
    if (ticked) {
      assert.equal(await row.count(), 0, "nothing moves while a case is ticked");
      await box.uncheck();
    }
    await page.evaluate(() => document.activeElement.blur());
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await row.waitFor();
    assert.match(await page.textContent("#told"), /1/, "what came is said");
  } else {
    await page.click(".fresh a");
    await row.waitFor();
  }
  await looked("came");
  await call(zher(), `/cases/${one.case}/steps`, {
    token: await tokenOf(zher(), "head.cadastre"), body: { command: "start" },
    headers: { "If-Match": '"1"', "Idempotency-Key": `leave-${one.case}` },
  });
  if (scripts) await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  else await page.click(".fresh a");
  await row.waitFor({ state: "detached" });
});
