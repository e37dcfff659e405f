// measured.js: what is measured in the page of a chapter. A function that needs nothing but the page.

"use strict";
function measured(doc) {
    const view = doc.defaultView;
    const seen = (node) => { const box = node.getBoundingClientRect(); return box.width > 0 && box.height > 0; };
    const ratio = (image) => { const box = image.getBoundingClientRect();
        return (box.width / box.height) / (image.naturalWidth / image.naturalHeight); };
    const words = [];
    const walk = doc.createTreeWalker(doc.body, 4);
    for (let node; (node = walk.nextNode());) {
        const style = view.getComputedStyle(node.parentElement);
        if (style.visibility !== "hidden" && node.textContent.trim() && seen(node.parentElement)) words.push(node.textContent);
    }
    const line = (node) => { const range = doc.createRange(); range.selectNodeContents(node);
        const box = range.getBoundingClientRect(); const around = node.parentElement.getBoundingClientRect();
        return [box.left - around.left, around.right - box.right]; };
    return {
        ratios: [...doc.querySelectorAll("img")].map(ratio),
        words: words.join(" ").replace(/\s+/g, " "),
        notes: [...doc.querySelectorAll("[role=doc-footnote]")].map(seen),
        centre: [...doc.querySelectorAll("div.center p")].map(line),
        right: [...doc.querySelectorAll("div.right p")].map(line),
        // A formula that is wider than its line, and cannot be moved.
        cut: [...doc.querySelectorAll("p.formula")].filter((p) => p.scrollWidth > p.clientWidth + 1 &&
            !["auto", "scroll"].includes(view.getComputedStyle(p).overflowX)).length,
        wide: [...doc.querySelectorAll("p.formula")].map((p) => p.scrollWidth / p.clientWidth),
        signs: [...doc.querySelectorAll("mtable mtr")].map((row) => { const box = row.children[0].lastElementChild
            ?.getBoundingClientRect() ?? row.children[0].getBoundingClientRect(); return box.right; }),
    };
}

module.exports = { measured };
