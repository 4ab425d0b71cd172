// The network page says in plain words what happens to the others, while it happens.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { asked, browser, demo, modes, program, run, until, visit } from "./kit.mjs";
import { neighbour } from "./neighbour.mjs";

const name = "Câmara Municipal de Vilarinho (exemplo)";
let site, launched, other;
before(async () => {
  [site, launched] = await Promise.all([demo(), browser()]);
  other = await neighbour(site, { name, place: "Vilarinho" });
});
after(async () => { await launched?.close(); await other?.leave(); await site?.stop(); });

/** What the page says of the neighbour. */
async function told(page) {
  await page.goto(`${site.web[0]}/network`);
  const card = page.locator(".card", { hasText: name });
  const said = async (part) => (await card.locator(part).allTextContents()).join(" ");
  return { summary: await page.locator(".note-network").textContent(), seen: await said(".tag"), sentence: await said(".state") };
}

for (const [mode, options] of modes) {
  test(`a node that stops and starts again is told of, ${mode}`, () => visit(launched, options, async (page) => {
    const connected = async () => {
      const now = await told(page);
      return now.seen === "" && now.sentence === "Connected; both hold the same." && now;
    };
    const before = await until("the neighbour's connection", connected);
    assert.match(before.summary, /connected to 3 of 3 others/);
    await other.down();
    try {
      const gone = await until("word that it has gone", async () => {
        const now = await told(page);
        return now.seen.startsWith("Last heard ") && !now.sentence.startsWith("Connected") && now;
      });
      // Whether it has been tried again by now is chance, so a reason may follow or not.
      assert.match(gone.sentence, /^Not reachable since \d+ \w+ \d{4}, \d\d:\d\d UTC\./);
      assert.match(gone.summary, /connected to 2 of 3 others/);
    } finally {
      await other.up();
    }
    assert.deepEqual(await until("its return", connected), before);
  }));

  test(`the network and its decisions read as sentences, ${mode}`, () => visit(launched, options, async (page) => {
    await page.goto(`${site.web[0]}/network`);
    assert.equal(await page.locator(".card").count(), 3);
    assert.equal(await page.locator(".card .state").count(), 3);
    await page.click("a[href='/network/log']");
    await page.waitForURL(/\/network\/log$/);
    const text = await page.locator(".log").textContent();
    assert.match(text, /Câmara Municipal de Vilarinho \(exemplo\) is admitted\./);
    assert.match(text, /The network is named “Vicinia demonstration”\./);
  }));

  test(`organisations are listed, drawn on the map and described, ${mode}`, () => visit(launched, options, async (page) => {
    await page.goto(`${site.web[0]}/organisations`);
    assert.equal(await page.locator(".card").count(), 4);
    assert.ok(await page.locator(".map a.dot").count() >= 3);
    for (const one of await page.locator(".map .dot").all()) assert.match(await one.getAttribute("href"), /^(\/organisations\/|#org-)[0-9a-f]{64}$/);
    await page.click("text=Zavetje, zavod");
    await page.waitForURL(/\/organisations\/[0-9a-f]{64}$/);
    assert.ok(await page.locator(".hits .hit").count() > 10);
    assert.match(await page.locator("section[aria-labelledby=here]").textContent(), /(\d+) of \1 works are here\./);
    assert.match(await page.locator("aside").textContent(), /Decisions of the network/);
  }));
}

test("what an organisation says of itself stands on its page, at every node", () => visit(launched, {}, async (page) => {
  const file = path.join(site.place, "profile.yaml");
  writeFileSync(file, execFileSync(program(), ["profile", "set", "--example"]));
  run(site.document.nodes[0].data, "profile", "set", file);
  const { organisations } = await asked(`${site.web[1]}/api/v1/organisations`);
  const { id } = organisations.find((one) => one.name.startsWith("Unione dei Comuni di Valdoro"));
  await until("its profile at the other node", async () => {
    await page.goto(`${site.web[1]}/organisations/${id}`);
    return await page.locator("#knows").count();
  });
  const main = await page.locator("main").textContent();
  for (const said of [/Five valley towns/, /Rent guarantee funds/, /empty homes/, /casa@example\.org/]) assert.match(main, said);
  assert.equal(await page.getAttribute("section[aria-labelledby=contact] a[href^='mailto:']", "href"), "mailto:casa@example.org");
  assert.equal(await page.locator("section[aria-labelledby=knows] li").first().getAttribute("lang"), "en", "the reader's language goes first");
}));
