// placed_in_chromium.js JSON: opens pages and prints where their blocks stand, as one JSON line.
// In: {"browser": path, "arguments": [flag], "size": [w, h], "shown": [path]}.

"use strict";
const path = require("path");
const { pathToFileURL } = require("url");
const { createRequire } = require("module");
const { chromium } = createRequire(path.join(process.env.OCTAVO_TOOLS, "package.json"))("playwright-core");
const { placed } = require("./placed.js");
const wanted = JSON.parse(process.argv[2]);

(async () => {
    const browser = await chromium.launch({ executablePath: wanted.browser, args: wanted.arguments });
    const page = await browser.newPage({ viewport: { width: wanted.size[0], height: wanted.size[1] } });
    const told = [];
    for (const shown of wanted.shown) {
        await page.goto(pathToFileURL(shown).href);
        told.push(await page.evaluate(`(${placed.toString()})(document)`));
    }
    process.stdout.write(JSON.stringify(told) + "\n");
    await browser.close();
})();
