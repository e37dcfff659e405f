// verapdf.js FLAVOUR,FLAVOUR FILE...: checks PDFs with veraPDF and prints one JSON line for each file and flavour (3a, ua1 ...).
// Runs on Rhino, which veraPDF brings with it for its own rules: nothing to compile. The jar holds the rules as XML but no
// JAXB to read them with, so they are read here.
// Out: {"file", "flavour", "failures": [{"rule", "count", "message", "where"}]} or {"file", "flavour", "error"}

var pdfa = Packages.org.verapdf.pdfa;
var Profiles = pdfa.validation.profiles.Profiles;
var Argument = pdfa.validation.profiles.ErrorArgumentImpl;
var Flavour = pdfa.flavours.PDFAFlavour;
var Specification = Packages["org.verapdf.pdfa.flavours.PDFAFlavour$Specification"];

function list(nodes) {
    var all = [];
    for (var i = 0; i < nodes.getLength(); i++) all.push(nodes.item(i));
    return all;
}

function child(element, name) {
    var found = list(element.getChildNodes()).filter(function (node) { return node.getNodeName() == name; });
    return found.length ? found[0] : null;
}

function text(element, name) {
    var found = child(element, name);
    return found ? String(found.getTextContent()).replace(/\s+/g, " ").trim() : "";
}

function readRule(element) {
    var id = child(element, "id"), error = child(element, "error"), given = new java.util.ArrayList();
    list(error.getElementsByTagName("argument")).forEach(function (argument) {
        given.add(Argument.fromValues(String(argument.getTextContent()).trim(), argument.getAttribute("name"), null));
    });
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(Specification.valueOf(id.getAttribute("specification")), id.getAttribute("clause"),
            java.lang.Integer.parseInt(id.getAttribute("testNumber"))),
        element.getAttribute("object"),
        element.hasAttribute("deferred") ? java.lang.Boolean.valueOf(element.getAttribute("deferred")) : null,
        element.getAttribute("tags"), text(element, "description"), text(element, "test"),
        Profiles.errorFromValues(text(error, "message"), given), new java.util.ArrayList());
}

function readProfile(flavour) {
    // PDFA_3_A stands in PDFA-3A.xml, PDFUA_1 in PDFUA-1.xml
    var parts = String(flavour.name()).split("_");
    var path = "org/verapdf/pdfa/validation/" + parts[0] + "-" + parts.slice(1).join("") + ".xml";
    var stream = java.lang.ClassLoader.getSystemResourceAsStream(path);
    if (stream === null) throw new Error("no rules for " + flavour);
    var root = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement();
    var rules = new java.util.HashSet(), variables = new java.util.HashSet(), details = child(root, "details");
    list(root.getElementsByTagName("rule")).forEach(function (element) { rules.add(readRule(element)); });
    list(root.getElementsByTagName("variable")).forEach(function (element) {
        variables.add(Profiles.variableFromValues(element.getAttribute("name"), element.getAttribute("object"),
            text(element, "defaultValue"), text(element, "value")));
    });
    if (rules.isEmpty()) throw new Error("no rules for " + flavour);
    return Profiles.profileFromValues(flavour, Profiles.profileDetailsFromValues(text(details, "name"),
        text(details, "description"), details.getAttribute("creator"), new java.util.Date(0)), "", rules, variables);
}

function check(file, flavour, profile) {
    var parser = pdfa.Foundries.defaultInstance().createParser(new java.io.File(file), flavour);
    try {
        var result = pdfa.Foundries.defaultInstance().createValidator(profile, false).validate(parser), first = {}, failures = [];
        for (var i = result.getTestAssertions().iterator(); i.hasNext();) {
            var assertion = i.next(), rule = assertion.getRuleId().toString();
            if (!first[rule]) first[rule] = assertion;
        }
        for (var j = result.getFailedChecks().entrySet().iterator(); j.hasNext();) {
            var entry = j.next(), id = entry.getKey(), seen = first[id.toString()];
            failures.push({rule: id.getClause() + "-" + id.getTestNumber(), count: Number(entry.getValue()),
                message: seen ? String(seen.getMessage()) : "", where: seen ? String(seen.getLocation().getContext()) : ""});
        }
        if (!failures.length && !result.isCompliant()) throw new Error("not compliant, but no rule says why");
        if (result.getTotalAssertions() < 1) throw new Error("nothing was checked");
        return failures;
    } finally {
        parser.close();
    }
}

java.util.logging.LogManager.getLogManager().reset();
Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var out = new java.io.PrintStream(java.lang.System.out, true, "UTF-8"), profiles = {}, given = arguments;
for (var n = 1; n < given.length; n++) {
    given[0].split(",").forEach(function (name) {
        var row = {file: String(given[n]), flavour: name};
        try {
            var flavour = Flavour.fromString(name);
            if (!profiles[name]) profiles[name] = readProfile(flavour);
            row.failures = check(given[n], flavour, profiles[name]);
        } catch (problem) {
            row.error = String(problem);
        }
        out.println(JSON.stringify(row));
    });
}
