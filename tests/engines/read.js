// read.js JSON: opens books in a reading system within a browser and prints, as one JSON line, what is seen of each.
// In: {"engine": "foliate" | "epubjs" | "readium", "books": [path], "browser": path, "arguments": [flag], "size": [w, h]};
// "readium" are the style sheets of Readium in Chromium, for a folder of chapters instead of each book.
// Out: a list with an entry for each book; the places made in the first one are looked for in the others.

"use strict";
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");
const { chromium } = createRequire(path.join(process.env.OCTAVO_TOOLS, "package.json"))("playwright-core");
const wanted = JSON.parse(process.argv[2]);
const { measured } = require("./measured.js");
const MODULES = path.join(process.env.OCTAVO_TOOLS, "node_modules");
const READIUM = path.join(MODULES, "@readium", "css", "css", "dist");
const TYPES = { ".xhtml": "application/xhtml+xml", ".png": "image/png", ".jpg": "image/jpeg", ".svg": "image/svg+xml", ".js": "text/javascript", ".html": "text/html", ".css": "text/css", ".epub": "application/epub+zip" };
// What reading systems set for every book: it hides pop-up notes and aligns each paragraph.
const STYLE = `@namespace epub "http://www.idpf.org/2007/ops"; p, li, blockquote, dd { text-align: start; }
aside[epub|type~="endnote"], aside[epub|type~="footnote"] { display: none; }`;

const FOLIATE = `<!doctype html><meta charset="utf-8"><style>html,body,foliate-view{margin:0;display:block;height:100vh}</style>
<script type="module">
import "/npm/foliate-js/view.js";
window.read = async (name, style, measure, cfis) => {
    const file = new File([await (await fetch(name)).blob()], "book.epub");
    const view = document.createElement("foliate-view");
    document.body.append(view);
    await view.open(file);
    view.renderer.setStyles?.(style);
    const measured = new Function("return " + measure)();
    const chapters = [], made = [];
    let loaded;
    view.addEventListener("load", (e) => (loaded = e.detail));
    for (const [index, section] of view.book.sections.entries()) {
        await view.renderer.goTo({ index });
        await new Promise((done) => setTimeout(done, 150));
        const doc = loaded.doc;
        chapters.push({ name: section.id, ...measured(doc) });
        for (const p of doc.querySelectorAll("section p")) {
            const range = doc.createRange();
            const walk = doc.createTreeWalker(p, 4);
            for (let node; (node = walk.nextNode());) if (node.length > 60 && !node.parentElement.closest("a, math")) {
                range.setStart(node, 31); range.setEnd(node, 55);
                made.push([view.getCFI(index, range), range.toString(), section.id]);
            }
        }
    }
    const found = [];
    for (const cfi of cfis) {
        const { index, anchor } = view.resolveCFI(cfi);
        const doc = await view.book.sections[index].createDocument();
        found.push(String(anchor(doc)));
    }
    const pages = [];
    for (const { label, href } of view.book.pageList ?? []) {
        const { index, anchor } = await view.book.resolveHref(href);
        const doc = await view.book.sections[index].createDocument();
        const range = doc.createRange();
        range.setStartBefore(anchor(doc)); range.setEndAfter(doc.body.lastChild);
        pages.push([label, range.toString().trim().slice(0, 400)]);
    }
    view.remove();
    return { chapters, made, found, pages };
};
window.ready = true;
</script>`;

const EPUBJS = `<!doctype html><meta charset="utf-8"><style>html,body{margin:0}#area{width:100vw;height:100vh}</style><div id="area"></div>
<script src="/npm/jszip/dist/jszip.min.js"></script><script src="/npm/epubjs/dist/epub.min.js"></script><script>
window.read = async (name, style, measure, cfis) => {
    const book = ePub(await (await fetch(name)).arrayBuffer());
    await book.ready;
    const area = document.getElementById("area");
    const rendition = book.renderTo(area, { width: area.clientWidth, height: area.clientHeight });
    rendition.hooks.content.register((contents) => contents.addStylesheetCss(style, "reader"));
    const measured = new Function("return " + measure)();
    const chapters = [], made = [];
    for (const section of book.spine.spineItems) {
        await rendition.display(section.href);
        await new Promise((done) => setTimeout(done, 150));
        const contents = rendition.getContents()[0];
        const doc = contents.document;
        chapters.push({ name: section.href, ...measured(doc) });
        for (const p of doc.querySelectorAll("section p")) {
            const walk = doc.createTreeWalker(p, 4);
            for (let node; (node = walk.nextNode());) if (node.length > 60 && !node.parentElement.closest("a, math")) {
                const range = doc.createRange();
                range.setStart(node, 31); range.setEnd(node, 55);
                made.push([contents.cfiFromRange(range), range.toString(), section.href]);
            }
        }
    }
    const found = [];
    for (const cfi of cfis) found.push(String(await book.getRange(cfi)));
    const pages = (book.pageList?.pageList ?? []).map((page) => [page.page ?? page.label, page.href]);
    rendition.destroy();
    return { chapters, made, found, pages };
};
window.ready = true;
</script>`;

// A chapter as apps made of Readium show it: its sheets before and after those of the book, and a reader's choices.
async function readium(page, folder) {
    const sheet = (name) => fs.readFileSync(path.join(READIUM, `ReadiumCSS-${name}.css`), "utf-8");
    const chapters = [];
    for (const name of folder.chapters) {
        await page.goto(`http://reader.test/book/${name}`);
        await page.evaluate(([before, after]) => {
            const head = document.querySelector("head");
            const add = (text, first) => { const style = document.createElementNS("http://www.w3.org/1999/xhtml", "style");
                style.textContent = text; first ? head.prepend(style) : head.append(style); };
            add(before, true);
            add(after, false);
            const chosen = { "--USER__view": "readium-scroll-on", "--USER__fontSize": "110%", "--USER__bodyHyphens": "auto" };
            for (const [key, value] of Object.entries(chosen)) document.documentElement.style.setProperty(key, value);
        }, [sheet("before"), sheet("after")]);
        await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
        chapters.push({ name, ...(await page.evaluate(`(${measured.toString()})(document)`)) });
    }
    return { chapters };
}

(async () => {
    const browser = await chromium.launch({ executablePath: wanted.browser, args: wanted.arguments });
    const page = await browser.newPage({ viewport: { width: wanted.size[0], height: wanted.size[1] } });
    const said = [];
    page.on("pageerror", (error) => said.push(String(error)));
    await page.route("http://reader.test/**", (route) => {
        const name = decodeURIComponent(new URL(route.request().url()).pathname);
        if (name.startsWith("/book/")) {
            const inner = path.join(wanted.books[0].folder, name.slice(6));
            return route.fulfill({ contentType: TYPES[path.extname(inner)], body: fs.readFileSync(inner) });
        }
        if (name === "/") return route.fulfill({ contentType: "text/html", body: wanted.engine === "foliate" ? FOLIATE : EPUBJS });
        const file = name.startsWith("/npm/") ? path.join(MODULES, name.slice(5)) : wanted.books[+name.slice(1, -5)];
        if (!file || !fs.existsSync(file)) return route.fulfill({ status: 404 });
        return route.fulfill({ contentType: TYPES[path.extname(name)] ?? "application/octet-stream", body: fs.readFileSync(file) });
    });
    if (wanted.engine === "readium") {
        process.stdout.write(JSON.stringify({ books: [await readium(page, wanted.books[0])], said }) + "\n");
        return browser.close();
    }
    await page.goto("http://reader.test/");
    await page.waitForFunction("window.ready === true");
    const told = [];
    for (const [at] of wanted.books.entries()) {
        const cfis = at ? told[0].made.map(([cfi]) => cfi) : [];
        told.push(await page.evaluate(([name, style, measure, places]) => window.read(name, style, measure, places),
            [`/${at}.epub`, STYLE, measured.toString(), cfis]));
    }
    process.stdout.write(JSON.stringify({ books: told, said }) + "\n");
    await browser.close();
})();
