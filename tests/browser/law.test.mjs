// The law is read without and with its own text; an administrator loads an invented one on the page.
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

const text = readFileSync(new URL("../../crates/lawtext/tests/invented.txt", import.meta.url), "utf8");
const file = (name, content) => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) });

everywhere("the law is read by its rules where no text was loaded", "law-bare", () => zher, async (page, { language, looked }) => {
  await page.goto(`${zher.base}/${language}/law`);
  await page.fill("[name=q]", "call");
  await page.click("main form button");
  await looked("found");
  await page.goto(`${zher.base}/${language}/law/2#p7.1`);
  assert.equal(await page.locator(".wording").count(), 0);
  assert.ok(await page.locator("[id='p7.1']").isVisible());
  await looked("standard");
});

for (const [language, width] of [["kk", 360], ["ru", 1280], ["en", 360]]) {
  test(`an administrator loads the law's text and is told what was found (${language}, ${width} px)`, async () => {
    const page = await open(zher.browser, { width });
    await signIn(page, zher, language, "admin", "admin");
    await page.click(`main a[href="/${language}/admin/law"]`);
    const looked = async (name) => {
      await looksRight(page, `law-import-${name}-${language}-${width}`);
      await noBarriers(page, `law-import-${name}-${language}-${width}`);
    };
    await looked("empty");
    await page.setInputFiles("[name=file]", file("бос.txt", "Бұл заң емес."));
    await page.click("main form button");
    assert.ok(await page.locator("#field-file-problem").isVisible());
    await looked("wrong");
    await page.setInputFiles("[name=file]", file("ойдан.txt", text));
    await page.click("main form button");
    assert.ok(await page.locator("#report").isVisible());
    await looked("report");
    await page.context().close();
  });
}

everywhere("the law is read with its own text beside the rules", "law-text", () => zher, async (page, { language, width, looked }) => {
  await page.goto(`${zher.base}/${language}/services/1`);
  await page.locator(`a.cite[href="/${language}/law/1#p7.1"]`).first().click();
  const wording = page.locator("details:has([id='p7']) .wording");
  assert.equal(await wording.locator("[lang=kk]").count(), 1);
  await page.waitForLoadState("load");
  await page.evaluate(() => document.fonts.ready);
  // Both are measured at one moment: a face that comes later moves everything below it.
  const [left, right] = await page.evaluate(() => {
    const of = (part) => document.querySelector(`details:has([id='p7']) ${part}`).getBoundingClientRect().toJSON();
    return [of(".wording"), of(".made")];
  });
  if (width > 1000) assert.ok(Math.abs(left.y - right.y) < 2 && left.x < right.x, "beside each other on a wide screen");
  else assert.ok(left.y + left.height <= right.y, "below each other on a narrow one");
  await looked("standard");
  await page.locator("details.paragraph > summary").first().click();
  assert.ok(!(await page.locator("details.paragraph .made").first().isVisible()), "a paragraph is folded");
  await page.goto(`${zher.base}/${language}/law`);
  await page.fill("[name=q]", "берилген жауап");
  await page.click("main form button");
  await looked("found");
  await page.locator(`a[href="/${language}/law/1#p16"]`).first().click();
  assert.ok(await page.locator("[id='p16']").isVisible());
});

test("the law is printed with its paragraphs and without its tools", async () => {
  const page = await open(zher.browser);
  await page.goto(`${zher.base}/kk/law/1`);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("[id='p7']").isVisible());
  assert.ok(!(await page.locator("nav.tools").isVisible()));
  await page.context().close();
});
