// What other people may write, in a real browser: nothing runs, nothing is blocked, nothing is asked for
// outside. The node's own tests look at the same through a parser.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { browser, demo, open, program } from "./kit.mjs";

const scripts = ["alert(1)", "top['al'+'ert'](1)", "fetch('//evil.test')"];
const shapes = [
  "<script>$</script>", "<ScRiPt src=//evil.test></sCrIpT>", "<img src=x onerror=$>", "<img src=//evil.test/x>", "<svg onload=$>",
  "<svg><script>$</script></svg>", "<math><mtext></p><img src=x onerror=$>", "\"><script>$</script>", "'><img src=x onerror=$>",
  "\" onmouseover=\"$", "' autofocus onfocus='$", "javascript:$", "JaVaScRiPt:$", "&#106;avascript:$", "data:text/html,<script>$</script>",
  "vbscript:$", "<a href=javascript:$>a</a>", "<iframe src=javascript:$></iframe>", "<iframe srcdoc='<script>$</script>'>",
  "<object data=javascript:$>", "<embed src=javascript:$>", "<form action=javascript:$><button>", "<input onfocus=$ autofocus>",
  "<body onload=$>", "<base href=//evil.test>", "<link rel=stylesheet href=//evil.test>", "<meta http-equiv=refresh content=0;url=//evil.test>",
  "<style>@import'//evil.test'</style>", "<details open ontoggle=$>", "<video><source onerror=$></video>",
  "<noscript><p title=\"</noscript><img src=x onerror=$>\">", "<template><script>$</script></template>", "<!--<img src=\"--><img src=x onerror=$>\">",
  "<![CDATA[<script>$</script>]]>", "</title><script>$</script>", "</textarea><script>$</script>", "</script><script>$</script>",
  "<svg><a xlink:href=javascript:$><text>a</text></a></svg>", "<svg><animate onbegin=$ attributeName=x>",
  "<svg></p><style><a id=\"</style><img src=x onerror=$>\">", "<mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=$&gt;\">",
  "[a](javascript:$)", "[a](data:text/html,$)", "![a](x\" onerror=\"$)", "![a](//evil.test/x.png)", "<javascript:$>", "[a](java&Tab;script:$)",
  "[a](//evil.test)", "{{7*7}}$", "\u202e$\u202c", "＜script＞$＜/script＞", "<audio src=//evil.test autoplay>",
];
const payloads = shapes.flatMap((shape) => scripts.map((script) => shape.replace("$", script)));

let site, launched, folder;
before(async () => {
  [site, launched] = await Promise.all([demo(), browser()]);
  folder = mkdtempSync(path.join(os.tmpdir(), "vicinia-hostile-"));
});
after(async () => { await launched?.close(); await site?.stop(); if (folder) rmSync(folder, { recursive: true }); });

test("nothing that others write does anything", async () => {
  payloads.forEach((payload, at) => {
    const text = JSON.stringify(payload);
    const front = ["kind: practice", `title: ${JSON.stringify(`Hostile ${at} ${payload}`)}`, `summary: ${text}`, "areas: [participation]",
      "start: 2024", "maturity: idea", "language: en", `keywords: [${text}]`, `territory: {country: IT, name: ${text}}`,
      `contact: {office: ${text}}`, `actors: [{name: ${text}, type: tso, role: lead}]`];
    const sections = ["Problem", "What was done", "Results", "What did not work"].map((name) => `## ${name}\n\n${payload}\n\n[x](${payload})\n`);
    writeFileSync(path.join(folder, `hostile-${at}.md`), `---\n${front.join("\n")}\n---\n${sections.join("\n")}`);
  });
  const data = site.document.nodes[0].data;
  let report;
  try {
    report = execFileSync(program, ["publish", folder, "--data", data, "--json", "--no-input"], { encoding: "utf8", maxBuffer: 1e8 });
  } catch (error) {
    report = error.stdout; // Some of it is refused at the door, which is as well.
  }
  const works = JSON.parse(report).files.map((file) => file.work).filter(Boolean);
  assert.ok(works.length >= 150, `${works.length} of ${payloads.length} were taken in`);
  const { page, faults } = await open(launched);
  for (const work of works) await page.goto(`${site.web[0]}/w/${work}`);
  for (const address of ["/", "/?q=hostile", "/?q=hostile&view=map", "/organisations", `/compare?${works.slice(0, 4).map((one) => `w=${one}`).join("&")}`]) {
    await page.goto(site.web[0] + address);
  }
  for (const payload of payloads.slice(0, 60)) await page.goto(`${site.web[0]}/?q=${encodeURIComponent(payload)}`);
  assert.deepEqual(faults, []);
});
