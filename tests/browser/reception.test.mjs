// The reception by the keyboard alone: no mouse, nothing put into a field but by its keys. Counts the keys that a practised
// officer presses; docs/journeys.md reckons the time from them.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { everywhere, open } from "./everywhere.mjs";
import { noBarriers } from "./looks.mjs";
import { platform, signIn } from "./platform.mjs";

let zher;
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const picture = join(tmpdir(), `zher-application-${process.pid}.png`);
const nonsense = join(tmpdir(), `zher-nonsense-${process.pid}.txt`);

before(async () => {
  zher = await platform();
  writeFileSync(picture, PNG);
  writeFileSync(nonsense, "no picture");
});
after(async () => zher?.stop());

/// An IIN of nobody, right in form.
function iin(serial) {
  const digits = [..."850101", ..."3", ...String(serial).padStart(4, "0")].map(Number);
  const sum = (weights) => digits.reduce((all, digit, place) => all + digit * weights[place], 0) % 11;
  const first = sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  const check = first < 10 ? first : sum([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]);
  return check < 10 ? digits.join("") + check : iin(serial + 1000);
}

/// Keys of one officer, counted.
function keys(page) {
  const counted = { presses: 0 };
  const active = () => page.evaluate(() => document.activeElement?.id ?? "");
  const press = async (key) => {
    counted.presses += 1;
    await page.keyboard.press(key);
  };
  const type = async (text) => {
    counted.presses += [...text].length;
    await page.keyboard.type(text);
  };
  const at = (id) => page.waitForFunction((id) => document.activeElement?.id === id, id, { timeout: 5000 })
    .catch(async () => assert.fail(`the keyboard is at ${await active()} and not at ${id}`));
  /// Tab until the keyboard is there.
  const tabTo = async (id, most = 60) => {
    for (let place = 0; place < most; place += 1) {
      if ((await active()) === id) return;
      await press("Tab");
    }
    assert.fail(`no way to ${id} by Tab`);
  };
  return { counted, active, press, type, at, tabTo };
}

const missing = (page) => page.$$eval("#papers li.missing input[type=checkbox]:not(:checked)", (boxes) => boxes.map((box) => box.id));

/// With scripts: every answer, then Enter.
async function withScripts(page, hands, { number, parcel, name, receipt }) {
  await hands.at("field-service");
  await hands.type("1");
  await hands.press("Enter");
  await hands.at("field-case");
  await hands.type("1");
  await hands.press("Enter");
  await hands.at("field-applicant-identifier");
  await hands.type(number);
  await hands.press("Enter");
  await hands.at("field-applicant-name");
  if (name) {
    await hands.type(name);
    await hands.press("Enter");
    await hands.type("+77010000000");
    await hands.press("Enter");
  } else {
    await page.waitForSelector("#fill");
    await hands.press("Enter");
  }
  await hands.at("field-parcels-0-cadastral-number");
  await hands.type(parcel);
  await hands.press("Enter");
  await hands.type("0.12");
  await hands.press("Enter");
  // Circumstances that do not hold are passed over; each missing paper is ticked.
  for (let place = 0; place < 30 && !(await hands.active()).startsWith("field-payment"); place += 1) {
    const before = await hands.active();
    await hands.press("Enter");
    await page.waitForFunction((before) => document.activeElement?.id && document.activeElement.id !== before, before);
  }
  await hands.at("field-payment-purpose");
  await hands.press("Enter");
  await hands.at("field-payment-receipt-number");
  await hands.type(receipt);
  await hands.press("Enter");
  await hands.at("field-payment-amount");
  await page.waitForFunction(() => Number(document.activeElement.value) > 0);
  await hands.press("Enter");
  await hands.at("accept");
}

/// Without scripts: Tab and Space, and Enter in a field asks the server.
async function bare(page, hands, { number, parcel, name, receipt }) {
  const sent = async (key) => {
    await Promise.all([page.waitForNavigation(), hands.press(key)]);
  };
  await hands.at("field-service");
  await hands.type("1");
  await hands.tabTo("update");
  await sent("Enter");
  await hands.at("field-case");
  await hands.type("1");
  await hands.tabTo("update");
  await sent("Enter");
  await hands.at("field-applicant-identifier");
  await hands.type(number);
  if (name) {
    await hands.press("Tab");
    await hands.type(name);
    await hands.press("Tab");
    await hands.type("+77010000000");
  } else {
    await sent("Enter");
    await hands.tabTo("fill");
    await sent("Enter");
  }
  await hands.tabTo("field-parcels-0-cadastral-number");
  await hands.type(parcel);
  await hands.tabTo("field-parcels-0-area-ha");
  await hands.type("0.12");
  for (const id of await missing(page)) {
    await hands.tabTo(id);
    await hands.press("Space");
  }
  await hands.tabTo("field-payment-receipt-number");
  await hands.type(receipt);
  await sent("Enter");
  assert.ok(Number(await page.inputValue("#field-payment-amount")) > 0, "the price is filled in");
  await hands.tabTo("accept");
}

let serial = 100 + Math.floor(Math.random() * 500);

everywhere("a request is lodged by the keyboard alone", "reception", () => zher, async (page, { language, width, scripts, looked }) => {
  serial += 1;
  await signIn(page, zher, language, "reception.cadastre");
  await page.goto(`${zher.base}/${language}/lodge`);
  await looked("empty");
  const hands = keys(page);
  const number = iin(serial);
  const wrong = number.slice(0, 11) + ((Number(number[11]) + 1) % 10);
  const request = { number: wrong, parcel: `21-318-065-${serial}`, name: "Сынақ Адам Адамұлы", receipt: `К-${serial}` };
  await (scripts ? withScripts : bare)(page, hands, request);
  // And the key that accepts.
  console.log(`keys: ${hands.counted.presses + 1} for a new applicant (${language}, ${width} px, scripts ${scripts})`);
  await looked("typed");

  // A refused try keeps everything, and the summary leads to the field.
  await Promise.all([page.waitForNavigation(), hands.press("Enter")]);
  await page.waitForSelector(".problems a[href='#field-applicant-identifier']");
  await looked("refused");
  const kept = await page.$eval("form[data-live]", (form) => Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string")));
  assert.equal(kept["applicant.identifier"], wrong);
  assert.equal(kept["applicant.name"], request.name);
  assert.equal(kept["parcels.0.cadastral_number"], request.parcel);
  assert.equal(kept["payment.receipt_number"], request.receipt);
  assert.ok(Number(kept["payment.amount"]) > 0 && kept.case === "1");
  assert.equal((await missing(page)).length, 0, "papers stay ticked");
  if (scripts) await hands.at("problems");
  await hands.tabTo("field-applicant-identifier");
  await hands.press("End");
  await hands.press("Backspace");
  await hands.type(number[11]);

  // A scan comes beside the paper; one that is none is refused beside it.
  const file = page.locator("#field-scan-application");
  const attach = async (path) => {
    if (scripts) return file.setInputFiles(path);
    await page.locator("#field-paper-application-otherwise").focus();
    if (!(await file.isVisible())) await hands.press("Enter");
    await file.setInputFiles(path);
    await file.focus();
    await hands.press("Tab");
    return Promise.all([page.waitForNavigation(), hands.press("Enter")]);
  };
  await attach(nonsense);
  await page.waitForSelector("#field-scan-application-problem");
  assert.equal(await page.inputValue("#field-applicant-identifier"), number, "what was typed stays");
  await looked("scan-refused");
  await attach(picture);
  await page.waitForSelector("[data-paper=application] .scans a");
  await looked("scan");

  await page.locator("#accept").focus();
  await Promise.all([page.waitForNavigation(), hands.press("Enter")]);
  await page.waitForSelector(".receipt");
  await looked("receipt");
  if (scripts) {
    await page.evaluate(() => { window.print = () => { document.title = "printed"; }; });
    await hands.press("Enter");
    assert.equal(await page.title(), "printed", "the receipt is printed by one key");
  }
  const address = await page.getAttribute(".no-print a", "href");
  await page.goto(`${zher.base}${address}`);
  const scan = await page.getAttribute(".scans a", "href");
  const answer = await page.request.get(`${zher.base}${scan}`);
  assert.equal(answer.headers()["content-type"], "image/png");
  assert.deepEqual(await answer.body(), PNG);
  await looked("case");

  // The same person again: known by the number, nothing typed twice.
  serial += 1;
  await page.goto(`${zher.base}/${language}/lodge`);
  const again = keys(page);
  await (scripts ? withScripts : bare)(page, again, { number, parcel: `21-318-066-${serial}`, receipt: `К-${serial}` });
  assert.equal(await page.inputValue("#field-applicant-name"), request.name);
  await Promise.all([page.waitForNavigation(), again.press("Enter")]);
  await page.waitForSelector(".receipt");
  console.log(`keys: ${again.counted.presses} for a known applicant (${language}, ${width} px, scripts ${scripts})`);
});

test("an answer changed on the same page keeps everything typed", async () => {
  const page = await open(zher.browser);
  await signIn(page, zher, "kk", "reception.cadastre");
  await page.goto(`${zher.base}/kk/lodge?service=1&case=1`);
  const hands = keys(page);
  await hands.at("field-applicant-identifier");
  await hands.press("Tab");
  await hands.type("Сынақ Адам");
  await hands.press("Enter");
  await page.locator("#field-case").focus();
  await hands.type("4");
  await page.waitForSelector("#field-product");
  assert.equal(await page.inputValue("#field-applicant-name"), "Сынақ Адам");
  await page.locator("#field-service").focus();
  await hands.type("3");
  await page.waitForFunction(() => !document.querySelector("#field-product"));
  assert.equal(await page.inputValue("#field-applicant-name"), "Сынақ Адам");
  // A closed browser loses nothing either.
  await page.goto(`${zher.base}/kk/lodge`);
  await page.locator(".drafts a", { hasText: "Сынақ Адам" }).first().click();
  assert.equal(await page.inputValue("#field-applicant-name"), "Сынақ Адам");
  await noBarriers(page, "a draft gone on with");
});

test("what is missing leads to its box, all at once, and only what matters to the case is asked", async () => {
  const page = await open(zher.browser, { width: 360 });
  await signIn(page, zher, "ru", "reception.cadastre");
  await page.goto(`${zher.base}/ru/lodge?service=1&case=4&product=duplicate`);
  assert.equal(await page.locator("#conditions").count(), 0, "nobody who has lost his act is asked how the parcel is sold");
  await page.fill("#field-applicant-identifier", "123");
  await page.fill("#field-applicant-name", "Сынақ Адам");
  await page.fill("#field-applicant-phone", "+77010000000");
  await page.fill("#field-parcels-0-cadastral-number", "21-318-065-070");
  await page.fill("#field-parcels-0-area-ha", "0.12");
  await Promise.all([page.waitForNavigation(), page.click("#accept")]);
  const wrong = await page.$$eval("#problems a", (links) => links.map((link) => link.getAttribute("href")));
  for (const place of ["paper-application", "paper-identity-document", "accept-incomplete", "applicant-identifier"]) {
    assert.ok(wrong.includes(`#field-${place}`), `${place} among ${wrong}`);
  }
  for (const place of wrong) assert.equal(await page.locator(place).count(), 1, `${place} is on the page`);
  await noBarriers(page, "papers missing");
});

test("an answer that is late takes nothing away from a file that came meanwhile", async () => {
  const page = await open(zher.browser);
  await signIn(page, zher, "kk", "reception.cadastre");
  await page.goto(`${zher.base}/kk/lodge?service=1&case=1`);
  // Answers to what is typed come a second late, those to files at once.
  let asked = 0;
  let answered = 0;
  await page.route("**/kk/lodge/check", async (route) => {
    if (!route.request().headers()["content-type"].startsWith("application/x-www-form-urlencoded")) return route.continue();
    asked += 1;
    const answer = await route.fetch();
    await new Promise((done) => setTimeout(done, 1000));
    await route.fulfill({ response: answer }).catch(() => undefined);
    answered += 1;
  });
  const typing = async (name) => {
    const live = page.waitForRequest("**/kk/lodge/check");
    await page.locator("#field-applicant-name").fill(name);
    await page.locator("#field-applicant-phone").focus();
    await live;
  };
  // Nothing is on its way any more, nor about to be.
  const quiet = async () => {
    for (let still = 0; still < 5; still = asked === answered ? still + 1 : 0) await page.waitForTimeout(100);
  };

  await typing("Сынақ Адам");
  await page.locator("#field-scan-application").setInputFiles(nonsense);
  await page.waitForSelector("#field-scan-application-problem");
  await quiet();
  assert.ok(await page.isVisible("#field-scan-application-problem"), "why the file was refused is still there");

  await typing("Сынақ Адам Адамұлы");
  await page.locator("#field-scan-application").setInputFiles(picture);
  await page.waitForSelector("[data-paper=application] .scans a");
  // Typed while the first answer is still on its way.
  await page.locator("#field-applicant-phone").fill("+77010000000");
  await quiet();
  assert.equal(await page.locator("[data-paper=application] .scans a").count(), 1, "the scan is still there, once");
  assert.equal(await page.locator("#field-scan-application-problem").count(), 0, "and the refusal is gone");
  assert.equal(await page.inputValue("#field-applicant-phone"), "+77010000000");
});

test("a file is dragged onto its paper", async () => {
  const page = await open(zher.browser);
  await signIn(page, zher, "ru", "reception.cadastre");
  await page.goto(`${zher.base}/ru/lodge?service=1&case=1`);
  const data = await page.evaluateHandle((bytes) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], "скан.png"));
    return transfer;
  }, [...PNG]);
  const row = page.locator("[data-paper=application]");
  await row.dispatchEvent("dragover", { dataTransfer: data });
  await row.dispatchEvent("drop", { dataTransfer: data });
  await page.waitForSelector("[data-paper=application] .scans a");
  assert.match(await page.textContent("#verdict"), /Файл приложен/);
  await page.locator("[data-paper=application] .scans button").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector("[data-paper=application] .scans"));
});
