// What other people may write, in a real browser: nothing runs, nothing is blocked, nothing is asked for
// outside. Every payload gets into every field; the node's own tests look at the same through a parser.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { asked, browser, demo, open, program, run, until } from "./kit.mjs";
import { neighbour } from "./neighbour.mjs";
import { payloads } from "./payloads.mjs";

// `$name` stands for a payload that ends in a mark of this name, by which it is found again on the page.
const common = {
  summary: "$summary", plain_summary: "$plain", language: "en", visibility: "public", areas: ["participation"], keywords: ["$keyword"],
  territory: { country: "IT", name: "$place", region: "$region", latitude: "43.7", longitude: "11.5" },
  context: { policy_frame: "$policy" }, contact: { office: "$office", email: "$email", phone: "$phone" },
  actors: [{ name: "$actor", type: "tso", role: "lead" }], contributors: [{ name: "$contributor", role: "author" }],
  relations: [{ relation: "cites", target: "https://evil.test/$url" }], links: [{ url: "https://evil.test/$url", title: "$link" }],
};
const kinds = {
  practice: {
    maturity: "idea", start: "2024", key_dates: [{ date: "2024", text: "$event" }],
    funding: [{ source: "amif", name: "$fund", amount: "1" }],
    indicators: [{ name: "$indicator", baseline: "$baseline", value: "$value", unit: "$unit", source: "$source" }],
  },
  guideline: {
    audience: ["$audience"], issuer: "$issuer", jurisdiction: "$jurisdiction", legal_basis: ["$law"],
    recommendations: [{ id: "$bare", text: "$recommendation", rationale: "$rationale", actor: "$who", precondition: "$precondition" }],
  },
  training: {
    objectives: ["$objective"], audience: ["$audience"], materials: ["$material"],
    session_plan: [{ minutes: "5", activity: "$activity", method: "$method", materials: "$tool" }],
  },
  assessment: { items: [{ id: "$bare", text: "$question", help: "$help", anchors: ["$anchor", "$step"] }] },
  agreement: {
    jurisdiction: "$jurisdiction", legal_basis: ["$law"], parties: [{ type: "tso", role: "$party" }],
    clauses: [{ heading: "$heading", text: "$clause", note: "$note", risk: "$risk" }],
  },
  resource: {
    service: "$service", service_type: "legal", provider: "$provider", schedule: "$schedule", cost: "$cost",
    accessibility: "$access", referral: "$referral", last_verified: "2026", verified_by: "$verifier",
  },
};
const plan = (kind) => ({ kind, title: "Hostile $title", ...common, ...kinds[kind] });
const marks = (kind) => [...JSON.stringify(plan(kind)).matchAll(/\$(\w+)/g)].map((one) => one[1]).filter((one) => !["bare", "url"].includes(one));

/** A file of this kind with the payload in every field and all over the text. */
function file(kind, payload) {
  const filled = JSON.parse(JSON.stringify(plan(kind)), (_, value) => (typeof value !== "string" ? value : value
    .replace("$url", () => payload.replace(/\s/g, "+")).replace("$bare", () => payload)
    .replace(/\$(\w+)/, (_all, mark) => `${payload} @${mark}`)));
  const front = Object.entries(filled).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const sections = ["Problem", "What was done", "Results", "What did not work", payload]
    .map((heading) => `## ${heading}\n\n${payload}\n\n[x](${payload})\n\n![x](${payload})\n\n<${payload}>\n\n| ${payload} | b |\n|---|---|\n| ${payload} | d |\n\n[c]\n\n[c]: ${payload}\n`);
  return `---\n${front.join("\n")}\n---\n${sections.join("\n")}`;
}

let site, launched, folder, other;
const works = {};
before(async () => {
  [site, launched] = await Promise.all([demo(), browser()]);
  folder = mkdtempSync(path.join(os.tmpdir(), "vicinia-hostile-"));
  // The second and the third organisation write, the first one's pages are read.
  Object.keys(kinds).forEach((kind, at) => {
    mkdirSync(path.join(folder, kind));
    payloads.forEach((payload, nth) => writeFileSync(path.join(folder, kind, `${nth}.md`), file(kind, payload)));
    const args = ["publish", path.join(folder, kind), "--data", site.document.nodes[1 + at % 2].data, "--json", "--no-input", "--quiet"];
    // Some of it may be refused at the door, which is as well.
    const { stdout, stderr } = spawnSync(program(), args, { encoding: "utf8", maxBuffer: 1e9 });
    assert.ok(stdout, stderr);
    works[kind] = JSON.parse(stdout).files.map((one) => one.work).filter(Boolean);
  });
  const name = "<img src=x onerror=alert(1)>\"'><svg onload=alert(1)></title></script><script>alert(1)</script>{{7*7}}";
  other = await neighbour(site, { name, place: "\" onmouseover=\"alert(1)<script>alert(1)</script>" });
  const [, ...writers] = site.document.nodes;
  await until("all of it to arrive", () => {
    const [here, ...there] = [site.document.nodes[0], ...writers].map((node) => run(node.data, "status").library);
    return there.every((one) => one.works === here.works) && here.searchable === here.works;
  });
});
after(async () => {
  await launched?.close();
  await other?.leave();
  await site?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

/** Looks at pages, several at once, and returns what went wrong on any. */
async function look(addresses, check = async () => {}) {
  const waiting = [...addresses], all = [];
  const one = async () => {
    // Nobody looks at it, so little of it is painted.
    const { page, context, faults } = await open(launched, { viewport: { width: 480, height: 320 } });
    while (waiting.length) {
      const address = waiting.shift();
      await page.goto(site.web[0] + address);
      await check(page, address);
      all.push(...faults.splice(0).map((fault) => `${address}: ${fault}`));
    }
    await context.close();
  };
  await Promise.all([one(), one()]);
  return all;
}

test("what must not happen would be noticed", async () => {
  const { page, context, faults } = await open(launched);
  const body = "<img src=//evil.test/x onerror=alert(1)>";
  await context.route("**/evil.test/**", (route) => route.abort());
  for (const headers of [{}, { "content-security-policy": "default-src 'none'" }]) {
    await page.route("**/canary", (route) => route.fulfill({ body, headers, contentType: "text/html" }));
    await page.goto(`${site.web[0]}/canary`);
    await until("the fault", () => faults.some((one) => /dialog|Content Security Policy/.test(one)), 10);
    await page.unroute("**/canary");
  }
  await context.close();
  for (const kind of [/^dialog: 1$/, /^outside: http:\/\/evil\.test/, /Content Security Policy/]) assert.ok(faults.some((one) => kind.test(one)), `${kind} of ${faults}`);
});

for (const kind of Object.keys(kinds)) {
  test(`${kind}: whatever others write stays text`, async () => {
    assert.ok(works[kind].length >= 150, `${works[kind].length} of ${payloads.length} were taken in`);
    const wanted = marks(kind);
    const faults = await look(works[kind].map((work) => `/w/${work}`), async (page, address) => {
      const missing = await page.evaluate((all) => {
        const shown = document.documentElement.outerHTML;
        return all.filter((mark) => !shown.includes(`@${mark}`));
      }, wanted);
      assert.deepEqual(missing, [], `fields that ${address} does not show`);
    });
    assert.deepEqual(faults, []);
  });
}

test("in comparisons too", async () => {
  const all = Object.values(works).flat();
  const fours = all.filter((_, at) => at % 4 === 0).map((_, at) => all.slice(at * 4, at * 4 + 4));
  assert.deepEqual(await look(fours.map((four) => `/compare?${four.map((one) => `w=${one}`).join("&")}`)), []);
});

test("in lists, completions, directories and decisions too", async () => {
  const { organisations } = await asked(`${site.web[0]}/api/v1/organisations`);
  const count = Object.values(works).flat().length;
  const faults = await look([
    "/", "/?view=map", "/?q=hostile&view=map", "/resources", "/organisations", "/network", "/network/log", "/town",
    ...Array.from({ length: Math.ceil(count / 10) }, (_, at) => `/?q=hostile&page=${at + 1}`),
    ...organisations.map((one) => `/organisations/${one.id}`),
  ]);
  const { page, context, faults: more } = await open(launched);
  await page.goto(site.web[0]);
  await page.type("#q", "hostile");
  await page.waitForSelector("#completions [role=option]");
  await context.close();
  assert.deepEqual([...faults, ...more], []);
});

const places = {
  search: (one) => `/?q=${one}&kind=${one}&region=${one}&without=${one}`,
  resources: (one) => `/resources?place=${one}`,
  town: (one) => `/town?return=${one}`,
};
for (const [name, address] of Object.entries(places)) {
  test(`in addresses too: ${name}`, async () => {
    assert.deepEqual(await look(payloads.map(encodeURIComponent).map(address)), []);
  });
}
