// load.js JSON: opens a page and prints, as one JSON line, which of its pictures were drawn.
// In: {"page": path, "browser": path, "arguments": [flag]}

"use strict";
const path = require("path");
const { pathToFileURL } = require("url");
const { opened, wanted } = require("../browsing.js");

(async () => {
    const { browser, page } = await opened();
    await page.goto(pathToFileURL(path.resolve(wanted.page)).href);
    await page.waitForTimeout(500);
    const drawn = await page.evaluate(() => [...document.images].map((i) => [i.src.slice(0, 5), i.naturalWidth > 0]));
    process.stdout.write(JSON.stringify(drawn) + "\n");
    await browser.close();
})();
