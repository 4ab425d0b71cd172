// Pictures of every page for people to look at: light, dark, narrow, printed, in both languages.
// Run by hand: `node shots.mjs [name …]`; the folder is VICINIA_SHOTS, else shots/.
import { browser, demo, open, pages, shoot, work } from "./kit.mjs";

const wanted = process.argv.slice(2);
const site = process.env.VICINIA_WEB ? { web: [process.env.VICINIA_WEB], stop: async () => {} } : await demo();
const launched = await browser();
const looks = {
  light: {}, dark: { colorScheme: "dark" }, narrow: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 },
  italian: { locale: "it-IT" },
};
const all = await pages(site.web[0]);
all.guarantee = `/w/${await work(site.web[0], "fondo garanzia affitto referente")}`;
for (const [look, options] of Object.entries(looks)) {
  const { page, context } = await open(launched, options);
  const ids = [all.practice, all.pilot, all.guarantee].map((one) => one.slice(3)).join(".");
  await context.addCookies([{ name: "shortlist", value: ids, url: site.web[0] }]);
  for (const [name, address] of Object.entries(all)) {
    if (wanted.length && !wanted.includes(name)) continue;
    await page.goto(site.web[0] + address);
    await shoot(page, `${name}-${look}`);
    if (look === "light") {
      await page.emulateMedia({ media: "print" });
      await shoot(page, `${name}-print`);
      await page.emulateMedia({ media: "screen" });
    }
  }
  await context.close();
}
await launched.close();
await site.stop();
