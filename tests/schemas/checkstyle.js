// Reads Checkstyle reports as a code review does, and prints how many violations it finds in each.
const fs = require("fs");
const path = require("path");
const [tools, ...files] = process.argv.slice(2);
const modules = path.join(tools, "node_modules");
const { xml2js } = require(path.join(modules, "xml-js"));
const { parseCheckstyle } = require(path.join(modules, "danger-plugin-lint-report/dist/parse/checkstyle_parser.js"));

for (const file of files) {
    const violations = parseCheckstyle(xml2js(fs.readFileSync(file, "utf8")), process.cwd());
    const whole = (found) => found.file && found.line >= 1 && found.column >= 1 && found.severity && found.message;
    console.log(violations.every(whole) ? violations.length : "a violation with gaps");
}
