// One more organisation that joins the network of the demonstration: its node can be stopped and started.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { run, start, until } from "./kit.mjs";

/** Invited, asked, admitted; its node runs. */
export async function neighbour(site, { name, place }) {
  const steward = site.document.nodes[0].data;
  const folder = mkdtempSync(path.join(os.tmpdir(), "vicinia-neighbour-"));
  const data = path.join(folder, "data"), passphrase = path.join(folder, "passphrase");
  let node = null;
  const joined = {
    data, web: "",
    async up() {
      node = await start("up", "--data", data, "--listen", "/ip4/127.0.0.1/tcp/0", "--web", "127.0.0.1:0", "--until-stdin-closes");
      joined.web = node.document.web.replace(/\/$/, "");
    },
    async down() { await node?.stop(); node = null; },
    async leave() { await joined.down(); rmSync(folder, { recursive: true }); },
  };
  try {
    writeFileSync(passphrase, "neighbours on every side\n", { mode: 0o600 });
    const { invitation } = run(steward, "invite");
    run(data, "join", invitation, "--organisation", name, "--kind", "municipality", "--country", "PT", "--place", place, "--language", "pt", "--passphrase-file", passphrase);
    await joined.up();
    const request = await until("its request", () => run(steward, "members", "requests").requests.find((one) => one.name === name));
    run(steward, "members", "admit", request.id, "--passphrase-file", path.join(site.place, "valdoro.passphrase"));
    await until("its admission", () => run(data, "status").organisation?.membership === "member");
  } catch (error) {
    await joined.leave();
    throw error;
  }
  return joined;
}
