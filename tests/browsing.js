// Opens a browser for the programs beside it that use a page as a reader does.
// Gives what they were asked (JSON), the browser, a context, a page, and a list of what the page complains of.

"use strict";
const path = require("path");
const { createRequire } = require("module");
const { chromium } = createRequire(path.join(process.env.OCTAVO_TOOLS, "package.json"))("playwright-core");
const wanted = JSON.parse(process.argv[2]);

// Notes what a page says on its console and every error in it, but for lines that match `expected`.
function listen(page, said, expected) {
    page.on("console", (line) => { if (!expected?.test(line.text())) said.push(line.text()); });
    page.on("pageerror", (problem) => said.push(String(problem)));
}

async function opened(options = {}, expected = undefined) {
    const browser = await chromium.launch({ executablePath: wanted.browser, args: wanted.arguments });
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const said = [];
    listen(page, said, expected);
    return { browser, context, page, said };
}

module.exports = { wanted, listen, opened };
