// A case on one page, in each of its states: the term drawn, notes, two officers on one case; and the same case as its
// applicant follows it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { everywhere, open } from "./everywhere.mjs";
import { looksRight, noBarriers } from "./looks.mjs";
import { platform, signIn } from "./platform.mjs";

let zher;
/// Cases of service 1 by their state, and one that is late: address without the language.
const cases = {};
let followed;

/// Calls the platform as somebody does; signs in first.
async function called(token, path, body, headers = {}) {
  const answer = await fetch(`${zher.base}/api/v1${path}`, {
    method: body ? "POST" : "GET",
    headers: { ...(token && { authorization: `Bearer ${token}` }), "content-type": "application/json", ...headers },
    body: body && JSON.stringify(body),
  });
  const found = await answer.json();
  assert.ok(answer.ok, `${path}: ${JSON.stringify(found)}`);
  return found;
}

async function token(login) {
  return (await called("", "/session", { login, password: zher.password })).token;
}

/// A request of the demo's kind, lodged by the counter: what the preview asks for is brought.
async function lodged() {
  const counter = await token("reception.cadastre");
  const form = {
    service: 1, case: 1, product: "act", channel: "cadastre",
    applicant: { kind: "individual", name: "Сынақ Адам Адамұлы", identifier: "990101700019", language: "kk" },
    parcels: [{ cadastral_number: "21-318-065-777", area_ha: "0.12" }],
    payment: {
      payer: "individual", purpose: "individual-housing", area_ha: "0.12", amount: "0.01", receipt_number: "К-7",
      paid_on: new Date().toISOString().slice(0, 10),
    },
    executing_office: "cadastre-21-astana",
  };
  const preview = await called(counter, "/cases/preview", form);
  form.payment.amount = preview.fee.amount;
  form.papers = preview.papers
    .filter((paper) => paper.state === "missing")
    .map((paper) => ({ id: paper.id, how: paper.ways[0], count: paper.copies }));
  return called(counter, "/cases", form, { "idempotency-key": "case-page-lodged-1" });
}

before(async () => {
  zher = await platform();
  const head = await token("head.cadastre");
  const found = await called(head, "/inbox?service=1");
  for (const state of ["lodged", "suspended", "granted", "ready", "deemed-granted"]) {
    cases[state] = `/cases/${found.cases.find((one) => one.state === state)?.id}`;
  }
  cases.late = `/cases/${found.cases.find((one) => one.late)?.id}`;
  followed = await lodged();
});
after(async () => zher?.stop());

everywhere("a case is seen on one page in every state", "case", () => zher, async (page, { language, width, looked }) => {
  await signIn(page, zher, language, "head.cadastre");
  for (const state of ["lodged", "suspended", "granted", "late"]) {
    await page.goto(`${zher.base}/${language}${cases[state]}`);
    assert.ok(await page.locator(".term-lead").isVisible(), `${state}: how the term stands, in words`);
    assert.ok(await page.locator(".strip li").count() > 3, `${state}: its days in a row`);
    await page.locator("details.calendar > summary").click();
    assert.ok(await page.locator(".month").count() > 0, `${state}: and month by month`);
    assert.ok(await page.locator(".timeline li").count() > 0, `${state}: what happened`);
    await looked(state);
  }
  await page.goto(`${zher.base}/${language}${cases.suspended}`);
  const [steps, term] = await Promise.all(["#steps", "#term"].map((id) => page.locator(id).boundingBox()));
  if (width < 600) assert.ok(steps.y < term.y, "steps come first on a narrow screen");
  else assert.ok(steps.x > term.x, "steps stand beside on a wide one");
});

everywhere("a note is written for colleagues", "note", () => zher, async (page, { language, width, scripts, looked }) => {
  const text = `Жобасын ертең әкеледі (${language}, ${width}, ${scripts})`;
  await signIn(page, zher, language, "executor.cadastre");
  await page.goto(`${zher.base}/${language}${cases.lodged}`);
  const form = page.locator("#action-note");
  await form.locator("summary").click();
  await form.locator("button").click();
  await page.waitForSelector("#problems");
  await looked("empty");
  await form.locator("textarea").fill(text);
  await form.locator("button").click();
  await page.waitForSelector(".done");
  assert.match(page.url(), /\?done=note$/);
  assert.equal(await page.locator(".timeline .note", { hasText: text }).count(), 1);
  await looked("written");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".timeline .note").first().isVisible(), false, "notes are not printed");
  assert.equal(await page.locator("#steps").isVisible(), false, "nor steps");
  await looked("printed");
});

everywhere("an applicant follows his case", "track", () => zher, async (page, { language, looked }) => {
  await page.goto(`${zher.base}/${language}/track`);
  await looked("asked");
  await page.fill("[name=number]", "01-2026-1");
  await page.fill("[name=secret]", "X");
  await page.click("main form button");
  await page.waitForSelector("#problems");
  assert.equal(await page.inputValue("[name=number]"), "01-2026-1", "nothing typed is lost");
  await looked("mistyped");
  await page.fill("[name=number]", followed.number);
  await page.fill("[name=secret]", "WRONG");
  await page.click("main form button");
  await page.waitForSelector("#problems");
  await looked("unknown");
  await page.fill("[name=secret]", followed.tracking_secret.toLowerCase());
  await page.click("main form button");
  await page.waitForSelector(".timeline");
  const said = await page.textContent("main");
  assert.doesNotMatch(said, /Сынақ|990101|21-318/, "nothing personal");
  assert.equal(page.url(), `${zher.base}/${language}/track`, "the secret stands in no address");
  assert.ok(await page.locator("a[href$='/complain?service=1']").isVisible(), "how to complain");
  assert.ok(await page.locator(".strip li").count() > 3, "the term is drawn");
  await looked("found");
});

for (const scripts of [true, false]) {
  test(`two officers on one case know of each other (scripts ${scripts})`, async () => {
    const [one, other] = [await open(zher.browser, { scripts }), await open(zher.browser, { scripts, width: 360 })];
    try {
      await signIn(one, zher, "kk", "head.land");
      await signIn(other, zher, "kk", "executor.land");
      const land = await called(await token("head.land"), "/inbox?state=in-work");
      const address = `${zher.base}/kk/cases/${land.cases[scripts ? 0 : 1].id}`;
      await one.goto(address);
      assert.equal(await one.locator(".presence li").count(), 0, "nobody else yet");
      await other.goto(address);
      assert.match(await other.textContent(".presence"), /Мұқанова Раушан Әбішқызы, бөлім басшысы/);
      await looksRight(other, `presence-${scripts}`);
      await noBarriers(other, `presence-${scripts}`);
      await one.reload();
      assert.match(await one.textContent(".presence"), /Досымов Арман Ғалымұлы/);
      if (scripts) {
        await one.goto(`${zher.base}/kk/inbox`);
        await other.waitForTimeout(500);
        await other.reload();
        assert.equal(await other.locator(".presence li").count(), 0, "a page that was closed is left at once");
      }
    } finally {
      await one.context().close();
      await other.context().close();
    }
  });
}
