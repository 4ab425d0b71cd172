// Reading: works of every kind, withdrawn and foreign ones, the shortlist and the comparison.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, demo, modes, pages, rarities, visit, work } from "./kit.mjs";

/** What a work of each kind cannot do without: its facts and its parts. */
const kinds = {
  practice: ["when", "maturity"], pilot: ["stage", "maturity"], guideline: ["issuer", "jurisdiction"],
  training: ["level", "duration", "group"], assessment: ["items"], agreement: ["agreement-type", "jurisdiction"],
  resource: ["service-type", "schedule", "spoken", "checked"],
};
const parts = {
  guideline: ["part-recommendations"], training: ["part-objectives", "part-plan"], assessment: ["part-items"],
  agreement: ["part-parties", "part-clauses"],
};

let site, launched, web, all, old;
before(async () => {
  [site, launched] = await Promise.all([demo(), browser()]);
  web = site.web[0];
  all = await pages(web);
  old = rarities(site.document.nodes[0].data, all.practice.slice(3));
});
after(async () => { await launched?.close(); await site?.stop(); });

for (const [mode, options] of modes) {
  for (const [kind, facts] of Object.entries(kinds)) {
    test(`${kind}: laid out as one, ${mode}`, () => visit(launched, options, async (page) => {
      await page.goto(web + all[kind]);
      assert.equal(await page.locator(`.work.kind-${kind} h1[lang]`).count(), 1);
      assert.ok((await page.locator(".work-main > .lead").textContent()).length > 40, "the summary comes first");
      for (const fact of facts) assert.equal(await page.locator(`.fact-${fact} dd`).count(), 1, fact);
      for (const part of parts[kind] ?? []) assert.ok(await page.locator(`#${part} :is(tbody tr, li)`).count() > 1, part);
      if (kind === "guideline") assert.ok(await page.locator(".items .tag", { hasText: "for the checklist" }).count() > 1);
      for (const link of await page.locator(".contents a").all()) {
        const target = await link.getAttribute("href");
        assert.equal(await page.locator(target).count(), 1, target);
      }
      assert.match(await page.locator(".provenance").textContent(), /Signed by the node of .*Signature and text were checked before/s);
      assert.ok(await page.locator(".similar .hit").count() > 0);
      await page.locator(".contents li a").first().click();
      await page.waitForURL((url) => url.hash.length > 1);
    }));
  }

  test(`what did not work and what is needed stand in sight, ${mode}`, () => visit(launched, options, async (page) => {
    await page.goto(`${web}/w/${await work(web, "Fondo di garanzia per l'affitto con un solo referente per i proprietari")}`);
    assert.ok(await page.locator(".part-warning .text").isVisible());
    assert.ok(await page.locator(".part-needed .text").isVisible());
    const plain = page.locator(".plain p[lang=ar]");
    await page.locator(".plain summary").click();
    assert.ok(await plain.isVisible());
    assert.equal(await plain.evaluate((one) => getComputedStyle(one).direction), "rtl");
  }));

  test(`what an agreement leaves open is marked as a blank, ${mode}`, () => visit(launched, options, async (page) => {
    await page.goto(web + all.agreement);
    const blanks = page.locator("#part-clauses mark.blank");
    assert.ok(await blanks.count() > 3);
    for (const one of await blanks.allTextContents()) assert.match(one, /^\[[^_{}]+\]$/);
    assert.doesNotMatch(await page.locator(".work-main").textContent(), /\{\{|\}\}/);
    await page.emulateMedia({ media: "print" });
    assert.notEqual(await blanks.first().evaluate((one) => getComputedStyle(one).borderBlockEndStyle), "none");
  }));

  test(`an Arabic work reads from right to left on an English page, ${mode}`, () => visit(launched, options, async (page) => {
    await page.goto(web + old.arabic);
    assert.equal(await page.getAttribute("html", "lang"), "en");
    const texts = page.locator(".work :is(h1, .lead, .part .text)");
    assert.ok(await texts.count() > 4);
    for (const one of await texts.all()) {
      assert.deepEqual([await one.getAttribute("lang"), await one.getAttribute("dir")], ["ar", "rtl"]);
    }
    assert.equal(await page.locator(".part-warning").count(), 1, "what did not work is marked in Arabic too");
  }));

  test(`a withdrawn work leaves a stone that says why, ${mode}`, () => visit(launched, options, async (page) => {
    const answer = await page.goto(web + old.stone);
    assert.equal(answer.status(), 410);
    const text = await page.locator(".stone").textContent();
    for (const said of [/This work was withdrawn/, /Its publisher took it back\./, /Reason given: outdated/, /Valdoro, A desk that closed, 2019/, /Signed by the node of/]) assert.match(text, said);
    assert.doesNotMatch(await page.content(), /one morning a week/);
    const instead = page.locator(".stone a[href^='/w/']");
    await instead.click();
    await page.waitForURL(web + all.practice);
    await page.goto(`${web}/?q=${encodeURIComponent("\"a desk that closed\"")}`);
    assert.equal(await page.locator(".found .hit").count(), 0, "nobody finds it any more");
  }));

  test(`works are collected, compared, printed and taken away again, ${mode}`, () => visit(launched, options, async (page) => {
    const collected = (count) => page.waitForFunction((wanted) => document.getElementById("collected").textContent === wanted, String(count));
    await page.goto(`${web}/?q=affitto`);
    const hits = page.locator(".found .collect button");
    const ids = [await hits.nth(0).getAttribute("value"), await hits.nth(1).getAttribute("value")];
    const button = (id) => page.locator(`.found .collect button[value="${id}"]`);
    await button(ids[0]).click();
    await collected(1);
    await button(ids[1]).click();
    await collected(2);
    assert.equal(await button(ids[1]).getAttribute("name"), "remove");
    await page.goto(web);
    await page.click(".nav-shortlist");
    await page.waitForURL(/\/shortlist$/);
    assert.equal(await page.locator(".pick").count(), 2, "the browser keeps it from page to page");
    await page.click(".comparison button");
    await page.waitForURL(/compare\?w=/);
    assert.deepEqual(new URL(page.url()).searchParams.getAll("w"), ids);
    assert.equal(await page.locator("thead th").count(), 2);
    assert.ok(await page.locator("tbody tr").count() > 5);
    assert.ok(await page.locator("tr.row-warning").count() <= 1);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator("table.compare").isVisible());
    assert.ok(!await page.locator(".main-nav").isVisible());
    await page.emulateMedia({ media: "screen" });
    await page.goto(`${web}/shortlist`);
    await page.click(`.pick .collect button[value="${ids[0]}"]`);
    await page.waitForFunction(() => document.querySelectorAll(".pick").length === 1);
    await page.click("button[name=empty]");
    await page.waitForFunction(() => document.querySelectorAll(".pick").length === 0);
    assert.equal(await page.locator("#collected").textContent(), "0");
  }));

  test(`social resources are filtered and set against places, ${mode}`, () => visit(launched, options, async (page) => {
    await page.goto(`${web}/resources`);
    const before = await page.locator(".entries .card").count();
    assert.ok(await page.locator(".matrix .has").count() > 3);
    await page.selectOption("#service", "guarantee");
    await page.click(".filters button");
    await page.waitForURL(/service=guarantee/);
    const after = await page.locator(".entries .card").count();
    assert.ok(after > 0 && after < before, `${after} of ${before}`);
    await page.goto(`${web}/resources`);
    assert.ok(await page.locator(".entries a[href^='mailto:']").count(), "offices can be written to");
    const cell = page.locator(".matrix td a").first();
    const count = parseInt(await cell.textContent(), 10);
    await cell.click();
    await page.waitForURL(/service=.*place=/);
    assert.equal(await page.locator(".entries .card").count(), count);
  }));

  test(`nothing of a comparison is cut off on a narrow screen, ${mode}`, () => visit(launched, { ...options, viewport: { width: 320, height: 640 } }, async (page) => {
    await page.goto(web + all.compare);
    const cut = await page.locator(".compare :is(.meta > *, .compare-title, .value, .text)").evaluateAll((parts) => {
      const table = document.querySelector(".compare").getBoundingClientRect();
      return parts.filter((one) => {
        const { left, right, width, height } = one.getBoundingClientRect();
        return one.textContent.trim() && (width < 2 || height < 2 || left < table.left - 1 || right > table.right + 1);
      }).map((one) => one.textContent);
    });
    assert.deepEqual(cut, []);
    // The name of a row stands above its cells and covers none of them.
    const rows = await page.locator(".compare tbody tr").evaluateAll((all) => all.every((row) => {
      const [name, ...cells] = [...row.children].map((one) => one.getBoundingClientRect());
      return cells.every((cell) => cell.top >= name.bottom - 1 && cell.width > 100);
    }));
    assert.ok(rows);
    assert.equal(await page.getByRole("rowheader").count(), await page.locator(".compare tbody tr").count());
    assert.equal(await page.getByRole("columnheader").count(), 2);
  }));

  test(`publishers and dates of a comparison can be read, ${mode}`, () => visit(launched, options, async (page) => {
    await page.goto(web + all.compare);
    for (const one of await page.locator(".compare thead .dots").all()) {
      assert.equal(await one.evaluate((it) => getComputedStyle(it).display), "flex");
    }
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
    await page.waitForFunction(() => scrollY > 0);
    const seen = await page.locator(".compare thead th").evaluateAll((all) => all.every((one) => one.getBoundingClientRect().bottom > 0));
    assert.ok(seen, "the titles stay in sight");
  }));

  test(`an earlier revision says so, and what has changed, ${mode}`, () => visit(launched, options, async (page) => {
    await page.goto(web + old.revised);
    await page.locator(".provenance summary", { hasText: "2 revisions" }).click();
    await page.click(".revisions a[href*=changes]");
    assert.match(await page.locator("main").textContent(), /From revision 1 to revision 2\./);
    assert.match(await page.locator(".difference ins").first().textContent(), /two mornings/);
    assert.match(await page.locator(".difference del").first().textContent(), /one morning/);
  }));
}
