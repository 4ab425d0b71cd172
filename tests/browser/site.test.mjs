// What must hold in a real browser, with and without scripts. Run by tests/run.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { axeSource, browser, demo, open, pages, shoot, work } from "./kit.mjs";

let site, launched, all, web;
before(async () => {
  [site, launched] = await Promise.all([demo(), browser()]);
  web = site.web[0];
  all = await pages(web);
});
after(async () => { await launched?.close(); await site?.stop(); });

/** Runs with a fresh page and sees to it that the page did nothing it should not. */
async function visit(options, run) {
  const { page, context, faults } = await open(launched, options);
  try { await run(page, context); } finally { await context.close(); }
  assert.deepEqual(faults, []);
}

test("the demonstration serves three sites", () => {
  assert.equal(new Set(site.web).size, 3);
});

test("searching as one types keeps the focus, announces the count and moves the address", () => visit({}, async (page) => {
  await page.goto(web);
  await page.fill("#q", "");
  await page.type("#q", "condominio solidale", { delay: 15 });
  await page.waitForSelector(".found .hit");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.waitForFunction(() => /condominio/.test(document.getElementById("said").textContent));
  assert.match(page.url(), /\?q=condominio\+solidale/);
  assert.ok(await page.locator(".hit mark").count());
  await page.fill("#q", "zzzzqqqq");
  await page.waitForSelector(".none");
  await page.goBack().catch(() => {});
}));

test("facets, chips and views are links and boxes that the address remembers", () => visit({}, async (page) => {
  await page.goto(`${web}/?q=casa&kind=practice`);
  assert.equal(await page.locator(".chips .chip").count(), 1);
  await page.click(".views a:nth-child(2)");
  await page.waitForSelector(".map svg");
  assert.match(page.url(), /view=map/);
  assert.match(page.url(), /kind=practice/);
  const box = page.locator(".facets input[type=checkbox]:not(:checked)");
  if (await box.count()) {
    const name = await box.first().getAttribute("name");
    const id = await box.first().getAttribute("id");
    await box.first().check();
    await page.waitForURL((url) => url.searchParams.getAll(name).length > 0);
    assert.equal(await page.evaluate(() => document.activeElement.id), id);
  }
  await page.locator(".chips .chip").first().click();
  await page.waitForFunction(() => !location.search.includes("kind=practice"));
}));

test("a work is collected, compared and taken away again", () => visit({}, async (page) => {
  await page.goto(`${web}/?q=affitto`);
  const buttons = page.locator(".found .collect button");
  await buttons.nth(0).click();
  await page.waitForFunction(() => document.getElementById("collected").textContent === "1");
  await buttons.nth(1).click();
  await page.waitForFunction(() => document.getElementById("collected").textContent === "2");
  assert.equal(await buttons.nth(1).getAttribute("aria-pressed"), "true");
  await page.goto(`${web}/shortlist`);
  await page.click(".comparison button");
  await page.waitForURL(/compare\?w=/);
  assert.equal(await page.locator("thead th").count(), 2);
  assert.ok(await page.locator("tbody tr").count() > 5);
}));

test("everything works without scripts", () => visit({ javaScriptEnabled: false }, async (page) => {
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

test("the keyboard alone finds, reads and goes back", () => visit({}, async (page) => {
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

test("nothing is lost at 320 pixels", () => visit({ viewport: { width: 320, height: 640 } }, async (page) => {
  for (const [name, address] of Object.entries(all)) {
    await page.goto(web + address);
    const surplus = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(surplus <= 0, `${name} is ${surplus} pixels too wide`);
  }
}));

for (const locale of ["en-GB", "it-IT"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`no page keeps anybody out: ${locale}, ${colorScheme}`, () => visit({ locale, colorScheme, bypassCSP: true, reducedMotion: "reduce" }, async (page) => {
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

test("a stopped node is told in plain words", () => visit({}, async (page) => {
  await page.goto(`${web}/network`);
  assert.equal(await page.locator(".card").count(), 2);
  const id = await work(web, "affitto");
  await page.goto(`${web}/w/${id}`);
  assert.match(await page.locator(".provenance").textContent(), /Signed by the node of/);
  await shoot(page, "provenance");
}));
