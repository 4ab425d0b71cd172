// What the browser tests share: the demonstration as the site to look at, Debian's Chromium to look with.
// Owns: starting and stopping both. Nothing outside this computer is ever asked for: a test fails if it is.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.join(here, "..", "..");
const target = process.env.CARGO_TARGET_DIR || path.join(root, "target");
export const program = process.env.VICINIA_BIN || path.join(target, "debug", "vicinia");
export const shots = process.env.VICINIA_SHOTS || path.join(here, "shots");
export const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Starts `vicinia demo --json`; its document, and how to stop it. */
export async function demo() {
  const child = spawn(program, ["demo", "--json", "--no-input"], { stdio: ["ignore", "pipe", "pipe"] });
  let text = "", errors = "";
  child.stderr.on("data", (data) => { errors += data; });
  const document = await new Promise((resolve, reject) => {
    child.stdout.on("data", (data) => {
      text += data;
      try { resolve(JSON.parse(text)); } catch { /* Not whole yet. */ }
    });
    child.on("exit", (code) => reject(new Error(`the demonstration ended with ${code}: ${errors}`)));
  });
  const stop = () => new Promise((resolve) => { child.on("exit", resolve); child.kill("SIGINT"); });
  return { document, web: document.nodes.map((node) => node.web.replace(/\/$/, "")), stop };
}

/** A browser that speaks up about everything a page should not do. */
export async function browser() {
  const args = process.getuid() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args });
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

/** Writes what the page looks like. */
export async function shoot(page, name, options = {}) {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true, animations: "disabled", ...options });
}

/** The first work of a kind, by the interface for programs. */
export async function work(web, query) {
  const answer = await fetch(`${web}/api/v1/search?q=${encodeURIComponent(query)}&limit=1`);
  const { hits } = await answer.json();
  if (!hits.length) throw new Error(`nothing answers ${query}`);
  return hits[0].id;
}

/** Every type of page there is, by name. */
export async function pages(web) {
  const of = async (kind) => `/w/${await work(web, `kind:${kind}`)}`;
  const [practice, pilot, guideline, training, assessment, agreement, resource] = await Promise.all(
    ["practice", "pilot", "guideline", "training", "assessment", "agreement", "resource"].map(of),
  );
  const id = (address) => address.slice(3);
  return {
    home: "/", results: "/?q=casa", none: "/?q=qqqqqqqqq", map: "/?view=map", practice, pilot, guideline, training,
    assessment, agreement, resource, shortlist: "/shortlist", compare: `/compare?w=${id(practice)}&w=${id(pilot)}`,
    town: "/town", organisations: "/organisations", resources: "/resources", network: "/network", log: "/network/log",
    about: "/about", api: "/api", missing: "/nothing",
  };
}
