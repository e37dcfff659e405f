// epubcheck.js FOLDER FILE...: checks EPUBs with EPUBCheck, all in one Java, and leaves FOLDER/0.json, FOLDER/1.json ...
// Runs on Rhino, which comes in veraPDF's jar: EPUBCheck's own command starts a Java for every file.

var given = arguments;
for (var n = 1; n < given.length; n++) {
    var checker = new Packages.com.adobe.epubcheck.tool.EpubChecker();
    checker.run([given[n], "--json", given[0] + "/" + (n - 1) + ".json", "--locale", "en", "--quiet"]);
}
java.lang.System.exit(0);
