// served.js JSON: reads pages that are served and loaded again, and prints what happened as one JSON line.
// In: {"address": url, "browser": path, "arguments": [flag], "ready": a file that is made when a build may end}

"use strict";
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");
const { chromium } = createRequire(path.join(process.env.OCTAVO_TOOLS, "package.json"))("playwright-core");
const wanted = JSON.parse(process.argv[2]);

(async () => {
    const browser = await chromium.launch({ executablePath: wanted.browser, args: wanted.arguments });
    const page = await browser.newPage({ viewport: { width: 1280, height: 500 } });
    const said = [];
    page.on("console", (line) => said.push(line.text()));
    page.on("pageerror", (problem) => said.push(String(problem)));
    const here = () => page.url().split("/").pop();
    const out = {};
    await page.goto(`${wanted.address}letter/site/search.html?find=reservoir`);
    out.hits = await page.locator(".o-hits mark").allTextContents();
    await page.click(".o-hits a");
    await page.waitForFunction(() => CSS.highlights.get("octavo-at")?.size);
    out.came = here().split("#")[0];
    out.origin = await page.evaluate(() => self.origin);
    await page.goto(`${wanted.address}letter/site/older.html#figures-of-three-winters`);
    await page.waitForURL("**/snow.html*");
    out.moved = here();
    await page.goto(`${wanted.address}letter/site/rain.html`);
    await page.evaluate(() => { window.before = true; document.getElementById("page-8").scrollIntoView(); });
    fs.writeFileSync(wanted.ready, "");
    await page.waitForFunction(() => !window.before, null, { timeout: 20000 });
    out.again = here();
    out.said = said;
    console.log(JSON.stringify(out));
    await browser.close();
})();
