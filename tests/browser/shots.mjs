// Pictures of every page for people to look at: light, dark, narrow, printed, in three languages.
// Run by hand: `node shots.mjs [name …]`; the folder is VICINIA_SHOTS, else shots/.
import { asked, browser, demo, open, pages, rarities, shoot, work } from "./kit.mjs";

const wanted = process.argv.slice(2);
const site = process.env.VICINIA_WEB ? { web: [process.env.VICINIA_WEB], stop: async () => {} } : await demo();
const launched = await browser();
const looks = {
  light: {}, dark: { colorScheme: "dark" }, narrow: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 },
  italian: { locale: "it-IT" }, greek: { locale: "el-GR" },
};
const all = await pages(site.web[0]);
all.guarantee = `/w/${await work(site.web[0], "Fondo di garanzia per l'affitto con un solo referente per i proprietari")}`;
const four = (await asked(`${site.web[0]}/api/v1/search?q=casa&limit=4`)).hits.map((one) => `w=${one.id}`);
all.comparison = `/compare?${four.join("&")}`;
if (site.document) Object.assign(all, rarities(site.document.nodes[0].data, all.practice.slice(3)));
for (const [look, options] of Object.entries(looks)) {
  const { page, context } = await open(launched, options);
  const ids = [all.practice, all.pilot, all.guarantee].map((one) => one.slice(3)).join(".");
  const town = "country=IT&population=20-50k&housing_market=vacant-stock&staffing=team";
  await context.addCookies([["shortlist", ids], ["town", town]].map(([name, value]) => ({ name, value, url: site.web[0] })));
  for (const [name, address] of Object.entries(all)) {
    if (wanted.length && !wanted.includes(name)) continue;
    await page.goto(site.web[0] + address);
    await shoot(page, `${name}-${look}`);
    if (look === "light") {
      await page.emulateMedia({ media: "print" });
      await page.setViewportSize({ width: 718, height: 1000 }); // What A4 leaves between its margins.
      await shoot(page, `${name}-print`);
      await page.emulateMedia({ media: "screen" });
      if (name.startsWith("compar")) {
        await page.setViewportSize({ width: 320, height: 640 });
        await shoot(page, `${name}-320`);
      }
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  }
  await context.close();
}
await launched.close();
await site.stop();
