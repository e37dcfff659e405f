// look.js JSON: uses a page as a reader does and prints what happened as one JSON line.
// In: {"page": path, "browser": path, "arguments": [flag], "script": bool}

"use strict";
const path = require("path");
const { pathToFileURL } = require("url");
const { listen, opened, wanted } = require("../browsing.js");

const shown = (page, selector) => page.locator(selector).first().isVisible();
const top = (page, selector) => page.evaluate((s) => document.querySelector(s).getBoundingClientRect().top, selector);
const number = (page) => page.evaluate(() => getComputedStyle(document.querySelector(".o-page"), "::after").content);

// Searches, chooses looks, scrolls, and opens the page again as somebody does the day after.
async function choose(page, context, said) {
    const out = {};
    await page.click(".o-tools summary");
    await page.fill("#octavo-search", "TWO  Words");
    await page.keyboard.press("Enter");
    out.found = await page.textContent("#octavo-found");
    out.lit = await page.evaluate(() => [...CSS.highlights.get("octavo-at")].map(String));
    await page.selectOption("#octavo-colours", "dark");
    await page.selectOption("#octavo-size", "150");
    await page.selectOption("#octavo-face", "open");
    await page.click(".o-tools summary");
    await page.evaluate(() => document.querySelectorAll(".o-text section")[2].scrollIntoView());
    await page.waitForTimeout(600);
    const place = () => page.evaluate(() => document.querySelectorAll(".o-text section")[2].getBoundingClientRect().top);
    const before = await place();
    await page.close();
    page = await context.newPage();
    await page.setViewportSize({ width: 390, height: 700 });
    listen(page, said);
    await page.goto(pathToFileURL(path.resolve(wanted.page)).href);
    await page.evaluate(() => document.fonts.ready);
    out.brought = await page.evaluate(() => [...document.fonts].filter((face) => /Octavo Open/.test(face.family)).map((face) => face.status));
    out.look = await page.evaluate(() => {
        const style = getComputedStyle(document.querySelector(".o-text p"));
        return [getComputedStyle(document.documentElement).backgroundColor, style.fontSize, style.fontFamily.split(", ")[1]];
    });
    out.moved = Math.abs(before - await place());
    out.reach = await page.evaluate(() => document.querySelector("#octavo-page").getBoundingClientRect().top >= 0);
    return out;
}

(async () => {
    const { browser, context, page, said } = await opened({ viewport: { width: 1280, height: 700 }, javaScriptEnabled: wanted.script });
    await page.goto(pathToFileURL(path.resolve(wanted.page)).href);
    const out = {};
    out.contentsOnWide = await shown(page, "nav.o-contents li a");
    out.field = await shown(page, "#octavo-page");
    if (wanted.script) {
        await page.fill("#octavo-page", "5");
        await page.keyboard.press("Enter");
        out.hash = new URL(page.url()).hash;
        out.top = await top(page, "#page-5");
        await page.fill("#octavo-page", "77");
        await page.keyboard.press("Enter");
        out.unknown = await page.getAttribute("#octavo-page", "aria-invalid");
        out.noPage = await page.textContent("#octavo-no-page");
        out.here = await page.textContent("nav.o-contents [aria-current]");
        out.copied = await page.evaluate(() => {
            getSelection().selectAllChildren(document.querySelector("main"));
            return getSelection().toString();
        });
        out.found = await page.evaluate(() => { getSelection().removeAllRanges(); return window.find("Page 5"); });
        const fonts = await page.context().newCDPSession(page);
        await fonts.send("DOM.enable");
        await fonts.send("CSS.enable");
        const { root } = await fonts.send("DOM.getDocument", { depth: 0 });
        out.fonts = {};
        for (const selector of wanted.selectors) {
            const { nodeId } = await fonts.send("DOM.querySelector", { nodeId: root.nodeId, selector });
            const used = await fonts.send("CSS.getPlatformFontsForNode", { nodeId });
            out.fonts[selector] = await page.evaluate((s) => {
                const node = document.querySelector(s);
                const style = getComputedStyle(node);
                return {
                    family: style.fontFamily.split(",")[0], slanted: style.fontStyle === "italic",
                    bold: Number(style.fontWeight) > 550, text: node.firstChild.textContent.trim(),
                };
            }, selector);
            out.fonts[selector].system = used.fonts.filter((font) => !font.isCustomFont).map((font) => font.familyName);
        }
    }
    await page.click("nav.o-pages summary");
    await page.click("nav.o-pages li:nth-child(4) a");
    out.byLink = new URL(page.url()).hash;
    out.drawn = await number(page);
    await page.uncheck("#octavo-numbers");
    out.hidden = await number(page);
    await page.setViewportSize({ width: 390, height: 700 });
    out.contentsOnNarrow = await shown(page, "nav.o-contents li a");
    await page.click("nav.o-contents summary");
    out.contentsOpened = await shown(page, "nav.o-contents li a");
    if (wanted.script) out.again = await choose(page, context, said);
    out.said = said;
    console.log(JSON.stringify(out));
    await browser.close();
})();
