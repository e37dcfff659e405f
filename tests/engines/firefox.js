// firefox.js JSON: uses a site and the workshop in Firefox and prints what happened as one JSON line.
// In: {"site": folder, "address": of the server, "browser": path, "file": a document to add}
// or {"browser": path, "shown": [path]}: pages and chapters that are opened one after another and measured.

"use strict";
const path = require("path");
const { pathToFileURL } = require("url");
const { createRequire } = require("module");
const puppeteer = createRequire(path.join(process.env.OCTAVO_TOOLS, "package.json"))("puppeteer-core");
const { measured } = require("./measured.js");
const wanted = JSON.parse(process.argv[2]);

const wait = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
const texts = (page, selector) => page.$$eval(selector, (all) => all.map((node) => node.textContent));

async function read(page, out) {
    const base = pathToFileURL(path.join(wanted.site, "index.html")).href.replace("index.html", "");
    const here = () => page.url().split("/").pop();
    await page.goto(`${base}search.html?find=reservoir`);
    await page.waitForSelector(".o-hits li");
    out.hits = await texts(page, ".o-hits mark");
    await Promise.all([page.waitForNavigation(), page.click(".o-hits a")]);
    await wait(300);
    out.came = here().split("#")[0];
    out.lit = await page.evaluate(() => [...CSS.highlights.get("octavo-at")].map(String));
    await page.type("#octavo-page", "1");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    out.page = here();
    await page.click(".o-tools summary");
    await page.select("#octavo-colours", "dark");
    await page.click(".o-tools summary");
    await page.goto(`${base}rain.html`);
    await page.evaluate(() => scrollTo(0, 700));
    await wait(600);
    await page.goto("about:blank");
    await page.goto(`${base}rain.html`);
    await wait(300);
    out.kept = await page.evaluate(() => [document.documentElement.dataset.colours, Math.abs(scrollY - 700) < 40]);
}

async function correct(page, out) {
    await page.goto(`${wanted.address}_work/`);
    await (await page.$("#files")).uploadFile(wanted.file);
    await page.waitForFunction(() => document.querySelector("#coming li span:last-child")?.textContent === "added");
    await page.waitForSelector("#states a");
    await page.goto(`${wanted.address}_work/lines?seed=harbour.txt`);
    out.guess = (await texts(page, "#l12 .why"))[0].slice(0, 4);
    await page.select("#l12 select", "paragraph");
    await page.waitForFunction(() => document.querySelector("#l12 .why")?.textContent === "you said so");
    out.said = (await texts(page, "#l12 .why"))[0];
}

(async () => {
    const browser = await puppeteer.launch({ browser: "firefox", executablePath: wanted.browser, headless: true });
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 500 });
    const complaints = [];
    page.on("console", (line) => complaints.push(line.text()));
    page.on("pageerror", (problem) => complaints.push(String(problem)));
    const out = {};
    if (wanted.shown) {
        out.chapters = [];
        for (const file of wanted.shown) {
            await page.goto(pathToFileURL(file).href);
            out.chapters.push({ name: file, ...(await page.evaluate(`(${measured.toString()})(document)`)) });
        }
    } else {
        await read(page, out);
        await correct(page, out);
    }
    out.complaints = complaints;
    console.log(JSON.stringify(out));
    await browser.close();
})();
