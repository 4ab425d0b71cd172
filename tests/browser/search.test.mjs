// Finding: results as one types, what the program adds by itself and how it is switched off, list and map.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, demo, modes, visit } from "./kit.mjs";

let site, launched, web;
before(async () => {
  [site, launched] = await Promise.all([demo(), browser()]);
  web = site.web[0];
});
after(async () => { await launched?.close(); await site?.stop(); });

/** Follows a link and waits for the address that says so: a page or a swapped part of one. */
async function follow(page, link, there) {
  await link.click();
  await page.waitForURL((url) => there(url.searchParams));
}

test("searching as one types keeps the focus, announces the count and moves the address", () => visit(launched, {}, async (page) => {
  await page.goto(web);
  await page.fill("#q", "");
  await page.type("#q", "condominio solidale", { delay: 15 });
  await page.waitForSelector(".found .hit");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.waitForFunction(() => /condominio solidale/.test(document.getElementById("said").textContent));
  assert.match(page.url(), /\?q=condominio\+solidale/);
  assert.ok(await page.locator(".hit mark").count());
  await page.fill("#q", "zzzzqqqq");
  await page.waitForSelector(".none");
}));

test("completions are chosen with the keyboard", () => visit(launched, {}, async (page) => {
  await page.goto(web);
  await page.type("#q", "garan", { delay: 15 });
  await page.waitForSelector("#completions [role=option]");
  assert.equal(await page.getAttribute("#q", "aria-expanded"), "true");
  await page.keyboard.press("ArrowDown");
  const chosen = await page.getAttribute("#q", "aria-activedescendant");
  assert.equal(await page.getAttribute(`#${chosen}`, "aria-selected"), "true");
  await page.keyboard.press("Escape");
  assert.equal(await page.getAttribute("#q", "aria-expanded"), "false");
}));

test("facets, chips and views are links and boxes that the address remembers", () => visit(launched, {}, async (page) => {
  await page.goto(`${web}/?q=casa&kind=practice`);
  assert.equal(await page.locator(".chips .chip").count(), 1);
  await follow(page, page.locator(".views a").nth(1), (asked) => asked.get("view") === "map" && asked.get("kind") === "practice");
  await page.waitForSelector(".map svg");
  const box = page.locator(".facets input[type=checkbox]:not([name=kind])").first();
  const [name, value] = [await box.getAttribute("name"), await box.getAttribute("value")];
  await box.check();
  await page.waitForURL((url) => url.searchParams.has(name) && url.searchParams.has("kind"));
  await page.waitForFunction(([name, value]) => document.activeElement.name === name && document.activeElement.value === value, [name, value]);
  await follow(page, page.locator(".chips .chip").first(), (asked) => !asked.has("kind"));
}));

test("facets are applied without scripts", () => visit(launched, { javaScriptEnabled: false }, async (page) => {
  await page.goto(`${web}/?q=casa`);
  const box = page.locator(".facets input[name=kind]").first();
  const kind = await box.getAttribute("value");
  await box.check();
  await follow(page, page.locator(".facets button"), (asked) => asked.get("kind") === kind);
  assert.equal(await page.locator(".chips .chip").count(), 1);
  await follow(page, page.locator(".chips .chip"), (asked) => !asked.has("kind"));
}));

for (const [mode, options] of modes) {
  test(`related words are shown, switched off and on again, ${mode}`, () => visit(launched, options, async (page) => {
    const count = async () => parseInt(await page.locator("#found").textContent(), 10);
    await page.goto(`${web}/?q=${encodeURIComponent("garanzia affitto")}`);
    const all = await count();
    const [whole, part] = [0, 1].map((at) => page.locator(".concepts li").nth(at));
    assert.match(await whole.textContent(), /garanzia affitto also finds .*rent guarantee/);
    assert.match(await part.textContent(), /affitto also finds .*rent/, "what a part of the words names stands below");
    assert.equal(await whole.locator("bdi[lang=en]").textContent(), "rent guarantee");
    await follow(page, whole.locator(".switch"), (asked) => asked.get("without") === "rent-guarantee");
    assert.match(await page.locator(".concepts li.off").textContent(), /on its own/);
    assert.ok(await count() < all, "fewer works without the related words");
    await follow(page, whole.locator(".switch"), (asked) => !asked.has("without"));
    assert.equal(await page.locator(".concepts li.off").count(), 0);
    assert.equal(await count(), all);
  }));

  test(`a guess is called one and can be refused, ${mode}`, () => visit(launched, options, async (page) => {
    await page.goto(`${web}/?q=condominoi`);
    assert.match(await page.locator("#found").textContent(), /for “condominio”, a guess$/);
    assert.match(await page.locator(".note-guess").textContent(), /A guess: “condominoi” finds nothing, so this shows “condominio”/);
    assert.equal(await page.locator(".note-guess a").count(), 0, "nothing is not offered");
    assert.equal(await page.inputValue("#q"), "condominoi");
    assert.ok(await page.locator(".hit mark").count());
    await page.goto(`${web}/?q=condominoi&exact=1`);
    assert.equal(await page.locator(".note-guess").count(), 0);
    assert.match(await page.locator("#found").textContent(), /^Nothing found for “condominoi”$/);
    await follow(page, page.locator(".found .note a"), (asked) => !asked.has("exact"));
    assert.equal(await page.locator(".note-guess").count(), 1);
  }));

  test(`words of a filter are offered as one, ${mode}`, () => visit(launched, options, async (page) => {
    await page.goto(`${web}/?q=agreement`);
    await follow(page, page.locator(".offers a").first(), (asked) => asked.get("kind") === "agreement" || /kind:agreement/.test(asked.get("q")));
    const kinds = await page.locator(".found .hit").evaluateAll((hits) => hits.map((one) => one.className));
    assert.ok(kinds.length > 0 && kinds.every((one) => one.includes("kind-agreement")), kinds.join());
  }));

  test(`the map shows the same result as the list by place, ${mode}`, () => visit(launched, options, async (page) => {
    await page.goto(`${web}/?q=affitto`);
    const found = await page.locator("#found").textContent();
    await follow(page, page.locator(".views a").nth(1), (asked) => asked.get("view") === "map" && asked.get("q") === "affitto");
    assert.equal(await page.locator("#found").textContent(), found);
    const dots = page.locator(".map a.dot");
    assert.ok(await dots.count() > 3);
    for (const dot of await dots.all()) {
      const [label, address] = [await dot.getAttribute("aria-label"), await dot.getAttribute("href")];
      assert.ok(label.length > 3, address);
      const [, work, place] = address.match(/^(?:\/w\/([0-9a-f]{64})|#(place-\d+))$/);
      assert.equal(await page.locator(work ? `#hit-${work}` : `h3#${place}`).count(), 1, `${label} stands in the list`);
    }
    const several = page.locator(".map a.dot[href^='#']").first();
    const address = await several.getAttribute("href");
    await several.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.hash === address);
    assert.ok(await page.locator(address).isVisible(), "the list is still there");
  }));

  test(`a page beyond the last one is the last one, ${mode}`, () => visit(launched, options, async (page) => {
    await page.goto(`${web}/?q=casa&page=900`);
    assert.ok(await page.locator(".found .hit").count());
    assert.equal(await page.locator(".pages a").last().getAttribute("aria-current"), "page");
  }));
}

test("another page of the result begins at its beginning", () => visit(launched, {}, async (page) => {
  await page.goto(`${web}/?q=casa`);
  await follow(page, page.locator(".pages a", { hasText: "2" }).first(), (asked) => asked.get("page") === "2");
  await page.waitForFunction(() => {
    const { top } = document.getElementById("found").getBoundingClientRect();
    return document.activeElement.id === "found" && top >= 0 && top < innerHeight;
  });
}));

test("what was typed is what the rest of the page is about", () => visit(launched, {}, async (page) => {
  await page.goto(web);
  await page.type("#q", "affitto", { delay: 15 });
  await page.waitForURL((url) => url.searchParams.get("q") === "affitto");
  await page.waitForFunction(() => document.title === "affitto – search – Vicinia");
  assert.equal(await page.getAttribute("link[type='application/atom+xml']", "href"), "/feed.atom?q=affitto");
  await page.selectOption("#tongue", "it");
  await page.click(".tongues button");
  await page.waitForFunction(() => document.documentElement.lang === "it");
  assert.equal(await page.inputValue("#q"), "affitto", "another language, the same question");
}));

test("what was followed keeps the focus", () => visit(launched, {}, async (page) => {
  await page.goto(`${web}/?q=${encodeURIComponent("garanzia affitto")}`);
  for (const [id, there] of [["concept-rent-guarantee", (asked) => asked.has("without")], ["view-map", (asked) => asked.has("view")]]) {
    await page.focus(`#${id}`);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => there(url.searchParams));
    await page.waitForFunction((wanted) => document.activeElement.id === wanted, id);
  }
}));

test("the list is ordered without scripts", () => visit(launched, { javaScriptEnabled: false }, async (page) => {
  await page.goto(`${web}/?q=casa`);
  await page.selectOption("#sort", "newest");
  await follow(page, page.locator(".sort button"), (asked) => asked.get("sort") === "newest");
}));
