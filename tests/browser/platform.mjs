// Starts the platform with its invented world in a folder of its own, and a browser.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const binary = join(process.env.CARGO_TARGET_DIR ?? "target", "debug", "zher");

export async function platform() {
  const folder = mkdtempSync(join(tmpdir(), "zher-browser-"));
  const server = spawn(binary, ["serve", "--demo", "--data", folder, "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, RUST_LOG: "warn" },
  });
  let password, base;
  for await (const line of createInterface({ input: server.stdout })) {
    password ??= line.match(/password of each: (\S+)/)?.[1];
    base ??= line.match(/listening on (\S+)/)?.[1];
    if (base) break;
  }
  if (!base || !password) throw new Error("the platform did not start");
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  const stop = async () => {
    await browser.close();
    server.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
  return { base, password, browser, stop };
}

export async function signIn(page, { base, password }, language, login, lands = "inbox") {
  await page.goto(`${base}/${language}/sign-in`);
  await page.fill("[name=login]", login);
  await page.fill("[name=password]", password);
  await page.click("main button:not([type=button])");
  await page.waitForURL(`${base}/${language}/${lands}`);
}
