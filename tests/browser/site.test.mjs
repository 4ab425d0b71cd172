// What every page owes its readers, in a real browser: keyboard, narrow screens, axe, valid HTML, no scripts, little weight.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { axeSource, browser, demo, pages, rarities, visit } from "./kit.mjs";

let site, launched, all, web;
before(async () => {
  [site, launched] = await Promise.all([demo(), browser()]);
  web = site.web[0];
  all = await pages(web);
  Object.assign(all, rarities(site.document.nodes[0].data, all.practice.slice(3)));
});
after(async () => { await launched?.close(); await site?.stop(); });

test("the demonstration serves three sites", () => {
  assert.equal(new Set(site.web).size, 3);
});

test("everything works without scripts", () => visit(launched, { javaScriptEnabled: false }, async (page) => {
  const follow = (locator) => Promise.all([page.waitForNavigation(), locator.click()]);
  await page.goto(web);
  await page.fill("#q", "affitto");
  await follow(page.locator("#find button"));
  assert.ok(await page.locator(".found .hit").count());
  await page.selectOption("#sort", "newest");
  await follow(page.locator("#find button"));
  assert.match(page.url(), /sort=newest/);
  await follow(page.locator(".found .collect button").first());
  assert.equal(await page.locator("#collected").textContent(), "1");
  await follow(page.locator(".hit-title a").first());
  assert.ok(await page.locator(".work h1").count());
  assert.ok(await page.locator(".part").count());
  await page.goto(`${web}/town`);
  await page.selectOption("#country", "IT");
  await page.selectOption("#population", "20-50k");
  await follow(page.locator(".town .actions button").first());
  await page.goto(web + all.practice);
  assert.ok(await page.locator(".fit .yes, .fit .no").count());
  await page.selectOption("#tongue", "it");
  await follow(page.locator(".tongues button"));
  assert.equal(await page.locator("html").getAttribute("lang"), "it");
  for (const address of Object.values(all)) {
    await page.goto(web + address);
    assert.equal(await page.locator("h1").count(), 1, address);
  }
}));

test("the keyboard alone finds, reads and goes back", () => visit(launched, {}, async (page) => {
  await page.goto(web);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  await page.focus("#q");
  await page.keyboard.type("garanzia affitto");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".found .hit mark");
  for (let steps = 0; steps < 80; steps += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.closest(".hit-title") !== null)) break;
  }
  await page.keyboard.press("Enter");
  await page.waitForSelector(".work h1");
}));

// Words are of very different length.
for (const locale of ["en", "it", "de", "fr", "es", "el", "pl"]) {
  test(`nothing is lost at 320 pixels: ${locale}`, () => visit(launched, { locale, viewport: { width: 320, height: 640 } }, async (page) => {
    for (const [name, address] of Object.entries(all)) {
      await page.goto(web + address);
      const surplus = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(surplus <= 0, `${name} is ${surplus} pixels too wide`);
    }
  }));
}

for (const locale of ["en-GB", "it-IT"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`no page keeps anybody out: ${locale}, ${colorScheme}`, () => visit(launched, { locale, colorScheme, bypassCSP: true, reducedMotion: "reduce" }, async (page) => {
      const source = readFileSync(axeSource, "utf8");
      for (const [name, address] of Object.entries(all)) {
        await page.goto(web + address);
        await page.evaluate(source);
        const { violations } = await page.evaluate(() => axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
          resultTypes: ["violations"],
        }));
        const told = violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary.split("\n").pop()}`).join(" | ")}`);
        assert.deepEqual(told, [], name);
      }
    }));
  }
}

test("every page is valid HTML", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "vicinia-html-"));
  try {
    for (const [name, address] of Object.entries(all)) {
      const answer = await fetch(web + address, { headers: { "accept-language": "en" } });
      writeFileSync(path.join(folder, `${name}.html`), await answer.text());
    }
    const jar = createRequire(import.meta.url)("vnu-jar");
    execFileSync("java", ["-jar", jar, "--errors-only", "--stdout", folder], { encoding: "utf8" });
  } catch (error) {
    assert.fail(error.stdout || error.message);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("no page is heavy", () => visit(launched, {}, async (page, context) => {
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  let whole = 0, sent = 0;
  session.on("Network.dataReceived", ({ dataLength }) => { whole += dataLength; });
  session.on("Network.loadingFinished", ({ encodedDataLength }) => { sent += encodedDataLength; });
  for (const [name, address] of Object.entries(all)) {
    [whole, sent] = [0, 0];
    await page.goto(web + address, { waitUntil: "networkidle" });
    assert.ok(whole > 10_000 && whole <= 400 * 1024, `${name} weighs ${whole} bytes`);
    assert.ok(sent <= 120 * 1024, `${name} sends ${sent} bytes`);
  }
}));
