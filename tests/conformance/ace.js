// ace.js REPORT FILE...: checks EPUBs with Ace by DAISY in one browser, adds one JSON line for each file to REPORT.
// Out: {"file", "failures": [{"rule", "impact", "where", "message"}]} or {"file", "error"}

"use strict";
const fs = require("fs");
const os = require("os");
const path = require("path");
const { createRequire } = require("module");

const from = createRequire(path.join(process.env.OCTAVO_TOOLS, "package.json"));
const ace = from("@daisy/ace-core");
const runner = from("@daisy/ace-axe-runner-puppeteer");

// Ace opens and closes a browser for each book; here it stays open for all of them.
const { launch, close } = runner;
runner.launch = async () => {};
runner.close = async () => {};
runner.concurrency = 2;

function failures(report) {
    const found = [];
    for (const document of report.assertions)
        for (const { "earl:test": test, "earl:result": result } of document.assertions)
            if (result["earl:outcome"] === "fail")
                found.push({
                    rule: test["dct:title"],
                    impact: test["earl:impact"],
                    where: document["earl:testSubject"].url,
                    message: `${result["dct:description"]} ${result.html || ""}`.replace(/\s+/g, " ").trim(),
                });
    if (report["earl:result"]["earl:outcome"] !== "pass" && !found.length) throw new Error("failed without saying why");
    return found;
}

(async () => {
    await launch();
    for (const file of process.argv.slice(3)) {
        const row = { file };
        const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "ace-"));
        try {
            const options = { cwd: process.cwd(), tmpdir: path.join(scratch, "tmp"), outdir: path.join(scratch, "out"), silent: true };
            const [, report] = await ace(file, { ...options, initLogger: true, fileName: path.join(scratch, "ace.log") }, runner);
            row.failures = failures(report);
        } catch (problem) {
            row.error = String((problem && problem.stack) || problem || "Ace could not read the file");
        }
        fs.appendFileSync(process.argv[2], JSON.stringify(row) + "\n"); // standard output has Ace's own lines
        fs.rmSync(scratch, { recursive: true, force: true });
    }
    await close();
    process.exit(0);
})();
