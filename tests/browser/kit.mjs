// What the browser tests share: the demonstration as the site to look at, Debian's Chromium to look with.
// Owns: starting and stopping both. Nothing outside this computer is ever asked for: a test fails if it is.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.join(here, "..", "..");
const target = process.env.CARGO_TARGET_DIR || path.join(root, "target");
const built = process.env.VICINIA_BIN || path.join(target, "debug", "vicinia");
export const shots = process.env.VICINIA_SHOTS || path.join(here, "shots");
export const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let kept = null;

/** The program as it was when it was first asked for: whoever builds while tests run puts another one in its place. */
export function program() {
  if (!kept) {
    kept = path.join(mkdtempSync(path.join(os.tmpdir(), "vicinia-program-")), "vicinia");
    try { linkSync(built, kept); } catch { copyFileSync(built, kept); }
  }
  return kept;
}

// Whatever ends a test ends what it has started.
const children = new Set();
process.on("exit", () => {
  for (const child of children) child.kill("SIGTERM");
  if (kept) rmSync(path.dirname(kept), { recursive: true });
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

/** Starts the program and waits for the document that it prints once it runs. Its input closes with us. */
export async function start(...args) {
  const child = spawn(program(), [...args, "--json", "--no-input"], { stdio: ["pipe", "pipe", "pipe"] });
  children.add(child);
  let text = "", errors = "";
  child.stderr.on("data", (data) => { errors += data; });
  const ended = new Promise((resolve) => { child.on("close", (code) => { children.delete(child); resolve(code); }); });
  const document = await new Promise((resolve, reject) => {
    child.stdout.on("data", (data) => {
      text += data;
      try { resolve(JSON.parse(text)); } catch { /* Not whole yet. */ }
    });
    child.on("error", reject);
    ended.then((code) => reject(new Error(`${args[0]} ended with ${code}: ${errors}`)));
  });
  return { document, stop: () => { child.kill("SIGINT"); return ended; } };
}

/** One command on a node's folder; its document. */
export function run(data, ...args) {
  const text = execFileSync(program(), [...args, "--data", data, "--json", "--no-input", "--quiet"], { encoding: "utf8", maxBuffer: 1e8 });
  return JSON.parse(text);
}

/** Starts `vicinia demo --json`; its document, and how to stop it without leaving anything behind. */
export async function demo() {
  const { document, stop } = await start("demo");
  const place = path.dirname(document.nodes[0].data);
  assert.deepEqual(document.checks.filter((one) => !one.ok), [], "the demonstration is not whole");
  return {
    document, place, web: document.nodes.map((node) => node.web.replace(/\/$/, "")),
    stop: async () => {
      await stop();
      assert.deepEqual(processes(place), [], "the demonstration leaves processes behind");
      assert.ok(!existsSync(place), "the demonstration leaves its folder behind");
    },
  };
}

/** Processes whose command line names a folder. */
function processes(folder) {
  return readdirSync("/proc").filter((id) => /^\d+$/.test(id)).filter((id) => {
    try { return readFileSync(`/proc/${id}/cmdline`, "utf8").includes(folder); } catch { return false; }
  });
}

/** Asks until the answer will do, or fails with what was waited for. */
export async function until(what, ask, seconds = 120) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}

/** A browser that speaks up about everything a page should not do. */
export async function browser() {
  const args = process.getuid() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args, timeout: 120_000 });
}

/** A page whose faults are collected: errors, blocked things, requests to elsewhere, dialogs. */
export async function open(launched, options = {}) {
  const context = await launched.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => { if (message.type() === "error" && !/status of (40|41|50)/.test(message.text())) faults.push(`console: ${message.text()}`); });
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["127.0.0.1", "localhost"].includes(url.hostname) && url.protocol !== "data:") faults.push(`outside: ${url}`);
  });
  return { page, context, faults };
}

/** Runs with a fresh page and sees to it that the page did nothing it should not. */
export async function visit(launched, options, look) {
  const { page, context, faults } = await open(launched, options);
  try { await look(page, context); } finally { await context.close(); }
  assert.deepEqual(faults, []);
}

/** Every page must do the same with scripts and without. */
export const modes = [["with scripts", {}], ["without scripts", { javaScriptEnabled: false }]];

/** Writes what the page looks like. */
export async function shoot(page, name, options = {}) {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true, animations: "disabled", ...options });
}

/** The path of a text that stands beside the tests. */
const text = (name) => path.join(here, "works", name);

/** Publishes a text that stands beside the tests; the work. */
const publish = (data, name) => run(data, "publish", text(name)).files[0].work;

/** A document of the interface for programs. A node that has too much to do says so, and is asked again. */
export const asked = (address) => until(`an answer from ${address}`, async () => {
  const answer = await fetch(address);
  if (answer.status === 503) return null;
  assert.ok(answer.ok, `${address}: ${answer.status}`);
  return answer.json();
});

/** The first work that answers a question. */
export async function work(web, query) {
  const { hits } = await asked(`${web}/api/v1/search?q=${encodeURIComponent(query)}&limit=1`);
  assert.ok(hits.length, `nothing answers ${query}`);
  return hits[0].id;
}

/** Every type of page there is, by name. */
export async function pages(web) {
  const of = async (kind) => `/w/${await work(web, `kind:${kind}`)}`;
  const [practice, pilot, guideline, training, assessment, agreement, resource] = await Promise.all(
    ["practice", "pilot", "guideline", "training", "assessment", "agreement", "resource"].map(of),
  );
  const id = (address) => address.slice(3);
  const { organisations } = await asked(`${web}/api/v1/organisations`);
  return {
    home: "/", results: "/?q=casa", guess: "/?q=condominoi", none: "/?q=qqqqqqqqq", map: "/?view=map", practice, pilot,
    guideline, training, assessment, agreement, resource, shortlist: "/shortlist", compare: `/compare?w=${id(practice)}&w=${id(pilot)}`,
    town: "/town", organisations: "/organisations", organisation: `/organisations/${organisations[0].id}`,
    resources: "/resources", network: "/network", log: "/network/log", about: "/about", api: "/api", missing: "/nothing",
  };
}

/** Pages of works that the sample library has not: read from right to left, revised, withdrawn. */
export function rarities(data, replacement) {
  const [arabic, desk, gone] = ["arabic.md", "desk.md", "withdrawn.md"].map((name) => publish(data, name));
  const { record } = run(data, "revise", desk, text("desk-later.md")).files[0];
  run(data, "withdraw", gone, "--reason", "outdated", "--citation", "Valdoro, A desk that closed, 2019", "--replacement", replacement, "--yes");
  return { arabic: `/w/${arabic}`, revised: `/w/${desk}`, changes: `/w/${desk}/changes?from=${desk}&to=${record}`, stone: `/w/${gone}` };
}
