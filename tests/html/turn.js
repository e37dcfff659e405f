// turn.js JSON: reads a site from the disk as a reader does and prints what happened as one JSON line.
// In: {"site": folder, "browser": path, "arguments": [flag], "script": bool}

"use strict";
const path = require("path");
const { pathToFileURL } = require("url");
const { opened, wanted } = require("../browsing.js");

(async () => {
    const { browser, page, said } = await opened({ viewport: { width: 1280, height: 700 }, javaScriptEnabled: wanted.script });
    page.on("request", (request) => {
        if (!request.isNavigationRequest() && !request.url().startsWith("data:")) said.push(request.url());
    });
    const open = (name) => page.goto(pathToFileURL(path.join(wanted.site, "index.html")).href.replace("index.html", name));
    const here = () => page.url().split("/").pop();
    const out = { turned: [] };
    await open("index.html");
    for (const rel of ["next", "next", "prev"]) {
        await page.click(`a[rel="${rel}"]`);
        out.turned.push(here());
    }
    if (wanted.script) {
        await page.click(".o-tools summary");
        await page.fill("#octavo-search", "RESERVOIR");
        out.carried = await page.evaluate(() => document.querySelector(".o-all a").href.split("/").pop());
        await page.click(".o-all a");
        out.hits = await page.locator(".o-hits li").allTextContents();
        out.marked = await page.locator(".o-hits mark").allTextContents();
        await page.click(".o-hits a");
        await page.waitForTimeout(200);
        out.came = here().split("#")[0];
        out.lit = await page.evaluate(() => [...CSS.highlights.get("octavo-at")].map(String));
        await page.fill("#octavo-page", "1");
        await page.keyboard.press("Enter");
        await page.waitForURL("**/snow.html*");
        out.page = here();
        await page.fill("#octavo-page", "99");
        await page.keyboard.press("Enter");
        out.noPage = await page.textContent("#octavo-no-page");
        await open("search.html?find=low%20day");
        out.apart = await page.textContent("#octavo-told");
        await page.fill("#octavo-wanted", "no such words");
        await page.keyboard.press("Enter");
        out.none = await page.textContent("#octavo-told");
        await open("older.html#figures-of-three-winters");
        await page.waitForURL("**/snow.html*");
        out.moved = here();
        await open("rain.html#first");
        out.renamed = here();
        out.at = await page.evaluate(() => document.getElementById("first").getBoundingClientRect().top);
    } else {
        await page.click("nav.o-pages summary");
        await page.click("nav.o-pages li:nth-child(8) a");
        out.byLink = here();
        await open("older.html");
        await page.waitForURL("**/snow.html*");
        out.moved = here();
        await open("search.html");
        out.needsScript = (await page.textContent("main")).includes("Searching needs a script.");
    }
    out.said = said;
    console.log(JSON.stringify(out));
    await browser.close();
})();
