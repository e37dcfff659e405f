// readium.js OPDS2 OPDS1: reads both catalogues with the library of Readium (which Thorium uses), and prints as one JSON
// line what it understood of each: title, and of each publication title, authors, links, covers and place in a series.

"use strict";
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");
const ours = createRequire(path.join(process.env.OCTAVO_TOOLS, "package.json"));
const readium = (of, file) => ours(`r2-${of}-js/dist/es8-es2017/src/${file}`);

readium("opds", "opds/init-globals").initGlobalConverters_OPDS();
const shared = readium("shared", "init-globals");
shared.initGlobalConverters_SHARED();
shared.initGlobalConverters_GENERIC();
const { OPDSFeed } = readium("opds", "opds/opds2/opds2");
const { OPDS } = readium("opds", "opds/opds1/opds");
const { convertOpds1ToOpds2 } = readium("opds", "opds/converter");
const { XML } = readium("utils", "_utils/xml-js-mapper");
const { TaJsonDeserialize } = readium("lcp", "serializable");
const { DOMParser } = ours("@xmldom/xmldom");

const text = (file) => fs.readFileSync(file, "utf-8");
const told = (feed) => ({
    title: feed.Metadata.Title,
    self: (feed.Links ?? []).filter((link) => (link.Rel ?? []).includes("self")).map((link) => link.Href),
    books: feed.Publications.map((book) => ({
        title: book.Metadata.Title,
        authors: (book.Metadata.Author ?? []).map((one) => one.Name),
        links: book.Links.filter((link) => !link.Rel.includes("self")).map((link) => [link.Rel, link.Href, link.TypeLink]),
        covers: [...new Set((book.Images ?? []).map((image) => image.Href))],
        series: (book.Metadata.BelongsTo?.Series ?? []).map((one) => [one.Name, one.Position]),
    })),
});
const two = told(TaJsonDeserialize(JSON.parse(text(process.argv[2])), OPDSFeed));
const xml = new DOMParser().parseFromString(text(process.argv[3]), "application/xml");
console.log(JSON.stringify({ two, one: told(convertOpds1ToOpds2(XML.deserialize(xml, OPDS))) }));
