// placed.js: where the blocks of a page stand, and which way it runs. A function that needs nothing but the page.

"use strict";
function placed(doc) {
    var view = doc.defaultView;
    var all = function (selector) { return Array.prototype.slice.call(doc.querySelectorAll(selector)); };
    var line = function (node) { // how far the words begin and end within the text's column
        var range = doc.createRange();
        range.selectNodeContents(node);
        var box = range.getBoundingClientRect();
        var around = doc.querySelector("section").getBoundingClientRect();
        return [Math.round(box.left - around.left), Math.round(around.right - box.right)];
    };
    var indent = function (p) { return Math.round(parseFloat(view.getComputedStyle(p).textIndent)); };
    var seen = function (node) { var box = node.getBoundingClientRect(); return box.width > 0 && box.height > 0; };
    var lines = function (node, word) { // on how many lines a word stands
        var walk = doc.createTreeWalker(node, 4, null, false);
        for (var text; (text = walk.nextNode());) {
            var at = text.data.indexOf(word);
            if (at < 0) continue;
            var tops = {};
            for (var n = at; n < at + word.length; n++) {
                var range = doc.createRange();
                range.setStart(text, n);
                range.setEnd(text, n + 1);
                tops[Math.round(range.getBoundingClientRect().top)] = true;
            }
            return Object.keys(tops).length;
        }
        return 0;
    };
    return {
        direction: view.getComputedStyle(doc.body).direction,
        quotation: all("section blockquote p").map(line),
        items: all("section li").map(line),
        meaning: all("section dd").map(line),
        boxes: all("div.warning, div.tip").map(function (box) {
            var style = view.getComputedStyle(box), title = box.querySelector(".box-title");
            var edges = ["left", "right"].map(function (side) {
                return style.getPropertyValue("border-" + side + "-style") + " " +
                    Math.round(parseFloat(style.getPropertyValue("border-" + side + "-width")) * 10) / 10;
            });
            return { title: seen(title) ? title.textContent : "", role: box.getAttribute("role"), edges: edges, words: line(title) };
        }),
        indents: all("section:not(.references) > p").map(indent),
        hanging: all(".references > p").map(indent),
        heading: all("section h2").map(function (node) { return lines(node, "インフラストラクチャー"); }),
        pictures: all("section img").map(function (image) {
            var box = image.getBoundingClientRect();
            return (box.width / box.height) / (image.naturalWidth / image.naturalHeight);
        }),
    };
}

if (typeof module !== "undefined") module.exports = { placed };
