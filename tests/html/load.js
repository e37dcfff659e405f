// load.js JSON: opens a page and prints, as one JSON line, which of its pictures were drawn.
// In: {"page": path, "browser": path, "arguments": [flag]}

"use strict";
const path = require("path");
const { pathToFileURL } = require("url");
const { createRequire } = require("module");
const { chromium } = createRequire(path.join(process.env.OCTAVO_TOOLS, "package.json"))("playwright-core");
const wanted = JSON.parse(process.argv[2]);

(async () => {
    const browser = await chromium.launch({ executablePath: wanted.browser, args: wanted.arguments });
    const page = await browser.newPage();
    await page.goto(pathToFileURL(path.resolve(wanted.page)).href);
    await page.waitForTimeout(500);
    const drawn = await page.evaluate(() => [...document.images].map((i) => [i.src.slice(0, 5), i.naturalWidth > 0]));
    process.stdout.write(JSON.stringify(drawn) + "\n");
    await browser.close();
})();
