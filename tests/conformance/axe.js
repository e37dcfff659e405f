// axe.js JSON: opens HTML pages in Chromium and prints one JSON line for each page, width and colour scheme.
// In: {"pages": [path], "widths": [pixels], "schemes": ["light", "dark"], "browser": path, "arguments": [flag]}
// Out: {"file", "width", "scheme", "violations": [{"rule", "impact", "count", "where", "message"}],
//       "overflow": pixels, "wider": [selectors], "requests": [URL], "console": [text]} or {"file", "error"}
// A page may load nothing over the network; what it asks for is refused and reported.

"use strict";
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");
const { createRequire } = require("module");

const from = createRequire(path.join(process.env.OCTAVO_TOOLS, "package.json"));
const { chromium } = from("playwright-core");
const axe = fs.readFileSync(from.resolve("axe-core/axe.min.js"), "utf8");
const wanted = JSON.parse(process.argv[2]);

// Runs in the page: how far it can be scrolled sideways, and which elements stick out without a scroll bar of their own.
function sideways() {
    const root = document.documentElement;
    const overflow = document.scrollingElement.scrollWidth - root.clientWidth;
    if (overflow <= 0) return { overflow: 0, wider: [] };
    const name = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (e.className ? "." + e.className : "");
    const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1);
    return { overflow, wider: out.slice(0, 5).map(name) };
}

async function objections(page) {
    const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    if (!result.passes.length) throw new Error("axe looked at nothing");
    return result.violations.map((v) => ({
        rule: v.id, impact: v.impact, count: v.nodes.length, where: v.nodes[0].target.flat().join(" "),
        message: v.nodes[0].failureSummary.replace(/\s+/g, " "),
    }));
}

async function look(browser, file, scheme) {
    const context = await browser.newContext({ bypassCSP: true, colorScheme: scheme, reducedMotion: "reduce" });
    const requests = [], spoken = [], rows = [];
    try {
        const page = await context.newPage();
        page.on("console", (line) => ["error", "warning"].includes(line.type()) && spoken.push(line.text()));
        page.on("pageerror", (problem) => spoken.push(String(problem)));
        await page.route(/^(?!file:|data:|blob:|about:)/, (route) => { requests.push(route.request().url()); return route.abort(); });
        const url = pathToFileURL(path.resolve(file)).href;
        page.on("request", (request) => {
            if (request.url().startsWith("file:") && request.url().split("#")[0] !== url) requests.push(request.url());
        });
        await page.goto(url, { waitUntil: "load", timeout: 120000 });
        await page.evaluate(() => document.fonts.ready.then(() => true));
        await page.evaluate(axe);
        for (const width of wanted.widths) {
            await page.setViewportSize({ width, height: 900 });
            const { overflow, wider } = await page.evaluate(sideways);
            const ends = width === wanted.widths[0] || width === wanted.widths[wanted.widths.length - 1];
            const violations = ends ? await objections(page) : []; // it takes its time and hardly depends on the width
            rows.push({ file, width, scheme, violations, overflow, wider, requests, console: spoken });
        }
    } finally {
        await context.close();
    }
    return rows;
}

(async () => {
    const browser = await chromium.launch({ executablePath: wanted.browser, args: wanted.arguments });
    for (const file of wanted.pages)
        for (const scheme of wanted.schemes) {
            try {
                for (const row of await look(browser, file, scheme)) console.log(JSON.stringify(row));
            } catch (problem) {
                console.log(JSON.stringify({ file, error: String(problem) }));
            }
        }
    await browser.close();
})();
