// use.js JSON: adds and corrects documents as somebody does, or tries as a hostile document to; prints one JSON line.
// In: {"address": url, "browser": path, "arguments": [flag], "evil": path of a document, "key": the workshop's key}

"use strict";
const { opened, wanted } = require("../browsing.js");

const drop = (page, name, text) => page.evaluate(([name, text]) => {
    const held = new DataTransfer();
    held.items.add(new File([text], name));
    document.getElementById("zone").dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true }));
}, [name, text]);

async function use(page, out) {
    await page.goto(`${wanted.address}_work/`);
    await drop(page, "dropped.md", "# Dropped");
    await page.waitForFunction(() => document.querySelector("#coming li span:last-child")?.textContent === "added");
    out.dropped = await page.textContent("#coming li span:last-child");
    await page.setInputFiles("#files", { name: "harbour.txt", mimeType: "text/plain", buffer: Buffer.from("other") });
    await page.waitForSelector("#coming button");
    out.asked = await page.locator("#coming button").allTextContents();
    await page.click("#coming button:last-child");
    await drop(page, "virus.exe", "MZ");
    out.refused = await page.textContent("#coming .wrong");
    await page.waitForSelector("#states li:nth-child(2)");
    out.states = await page.locator("#states li").allTextContents();
    await page.click("#states a:text-is('lines')");
    out.before = await page.textContent("#l12 .why");
    await page.selectOption("#l12 select", "paragraph");
    await page.waitForFunction(() => document.querySelector("#l12 .why")?.textContent === "you said so");
    out.after = await page.textContent("#l12 .why");
    out.focus = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
}

// As if a script had found its way into the document: evaluate() is not held by the policy, what it does is.
const evil = (page) => page.evaluate(async ([work, key]) => {
    const tried = { origin: String(self.origin) };
    const ask = async (path, options) => {
        try { const answer = await fetch(work + path, options); return answer.ok ? await answer.text() : "refused"; } catch { return "refused"; }
    };
    const heads = { "X-Octavo-Key": key };
    tried.state = await ask("state", { headers: heads });
    tried.page = await ask("", {});
    tried.upload = await ask("seeds/evil.txt", { method: "POST", headers: heads, body: "evil" });
    await ask("seeds/evil.txt", { method: "POST", body: "evil", mode: "no-cors", credentials: "include" });
    tried.overrule = await ask("lines", { method: "POST", headers: heads, body: '{"seed":"harbour.txt","line":1,"role":"verse"}' });
    try {
        const opened = open(work);
        await new Promise((done) => { setTimeout(done, 700); });
        tried.opened = opened && opened.document.body ? "reached" : "refused";
    } catch { tried.opened = "refused"; }
    try {
        const frame = document.createElement("iframe");
        frame.src = work;
        document.body.append(frame);
        await new Promise((done) => { setTimeout(done, 500); });
        tried.framed = frame.contentDocument?.getElementById("zone") ? "reached" : "refused";
    } catch { tried.framed = "refused"; }
    return tried;
}, [`${wanted.address}_work/`, wanted.key]);

(async () => {
    const { browser, page, said } = await opened({}, /409 \(/);
    const out = {};
    if (wanted.evil) {
        await page.goto(wanted.address + wanted.evil);
        out.tried = await evil(page);
    } else await use(page, out);
    out.said = said;
    console.log(JSON.stringify(out));
    await browser.close();
})();
