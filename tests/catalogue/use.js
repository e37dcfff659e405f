// use.js JSON: uses the page of the shelf as a reader does and prints what happened as one JSON line.
// In: {"page": path, "browser": path, "arguments": [flag], "search": words}

"use strict";
const path = require("path");
const { pathToFileURL } = require("url");
const { opened, wanted } = require("../browsing.js");

(async () => {
    const { browser, page, said } = await opened();
    page.on("dialog", (dialog) => { said.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
    page.on("request", (request) => { if (!request.url().startsWith("file:")) said.push(request.url()); });
    await page.goto(pathToFileURL(path.resolve(wanted.page)).href);
    const titles = () => page.locator("li.book:visible h2").allTextContents();
    const out = { all: await titles() };
    await page.fill("#search", wanted.search);
    out.found = await titles();
    out.told = await page.textContent("#found");
    await page.fill("#search", "no such words");
    out.none = await page.isVisible("#none");
    await page.fill("#search", "");
    await page.selectOption("#order", "changed");
    out.newest = await titles();
    await page.evaluate(() => document.querySelector("img").scrollIntoView());
    await page.waitForTimeout(300);
    out.covers = await page.evaluate(() => [...document.images].map((image) => image.naturalWidth > 0));
    out.said = said;
    out.owned = await page.evaluate(() => window.owned || "");
    console.log(JSON.stringify(out));
    await browser.close();
})();
