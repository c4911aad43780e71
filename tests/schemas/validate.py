#!/usr/bin/env python3
"""Holds reports against the published schemas of their formats, and has programs that consume them read them.

    validate.py ONRECORD REPORTS TOOLS

ONRECORD is the program; it is run on examples/, and on newsroom/ beside this file, a house with waivers, a baseline,
notes and fixes, some of the exceptions over. Their reports must hold all of these. REPORTS is a folder of reports that tests/formats.rs left, each named
STORY.FORMAT. TOOLS is a folder that is filled with the validators at the first run.

What each format is held against:
  sarif       the schema of SARIF 2.1.0 and the checks of Microsoft's SARIF Multitool, from which the schema is
  junit       the XSD of Jenkins' xUnit plugin, as pytest has it for its own tests; read by junitparser
  rdjson      rdformat-validator, which has reviewdog's definition as a strict schema
  gitlab      the types of Code Climate, whose form it is (codeclimate-types, by tsc), and gitlab.json beside this file
  checkstyle  checkstyle.xsd beside this file, since none is published; read by danger-plugin-lint-report
"""

import json
import os
import shutil
import subprocess
import sys
import tarfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PYTHON = ["lxml==6.1.3", "jsonschema==4.26.0", "junitparser==5.0.3"]
JUNIT_SCHEMA = ("pytest==9.2.0", "junit-10.xsd")
NODE = [
    "@microsoft/sarif-multitool@5.7.0",
    "@umbrelladocs/rdformat-validator@1.0.1",
    "codeclimate-types@0.3.1",
    "typescript@5.9.3",
    "danger-plugin-lint-report@1.8.1",
]
# The Multitool is a .NET program, and a bare machine has no tables of languages for it.
WITHOUT_ICU = {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
HERE = Path(__file__).resolve().parent


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, encoding="utf-8", **options)


def must(*command, **options):
    done = run(*command, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def install(tools):
    """Fills the folder of tools, unless it was filled with the same before."""
    stamp = tools / "installed.json"
    wanted = json.dumps([PYTHON, JUNIT_SCHEMA, NODE])
    if stamp.exists() and stamp.read_text() == wanted:
        return
    for needed in ["node", "npm"]:
        if not shutil.which(needed):
            sys.exit(f"{needed} is not installed; the validators need python3 with pip, and node with npm")
    # What an earlier version or a run that was cut short has left would be taken for the validators.
    shutil.rmtree(tools, ignore_errors=True)
    tools.mkdir(parents=True)
    package, schema = JUNIT_SCHEMA
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    with ThreadPoolExecutor() as pool:
        # The wheel leaves its tests out, and with them the schema.
        name = package.split("=")[0]
        jobs = [
            pool.submit(must, "npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund",
                        "--prefix", tools, *NODE),
            pool.submit(must, *pip, "install", "--upgrade", "--target", tools / "python", *PYTHON),
            pool.submit(must, *pip, "download", "--no-deps", "--no-binary", name, "--dest", tools / "sdist", package),
        ]
        for job in jobs:
            job.result()
    [sdist] = (tools / "sdist").glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        [member] = [member for member in archive if member.name.endswith("/" + schema)]
        (tools / schema).write_bytes(archive.extractfile(member).read())
    stamp.write_text(wanted)


def multitool(tools):
    system = {"linux": "linux", "darwin": "darwin", "win32": "win32"}[sys.platform]
    program = tools / f"node_modules/@microsoft/sarif-multitool-{system}/Sarif.Multitool"
    if system != "win32":
        program.chmod(0o755)
    return program


def sarif(files, tools):
    from jsonschema import Draft202012Validator

    program = multitool(tools)
    schema = json.loads((program.parent / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    validator = Draft202012Validator(schema)
    for file in files:
        log = json.loads(file.read_text(encoding="utf-8"))
        yield from (f"{file.name}: {error.json_path}: {error.message}" for error in validator.iter_errors(log))
    verdict = tools / "verdict.sarif"
    done = run(program, "validate", *files, "--output", verdict, "--log", "ForceOverwrite", "--level", "Error",
               "--rule-kind", "Sarif;Ghas", env=os.environ | WITHOUT_ICU)
    if not verdict.exists():
        yield done.stdout + done.stderr
        return
    for found in json.loads(verdict.read_text(encoding="utf-8-sig"))["runs"][0].get("results", []):
        uri = found["locations"][0]["physicalLocation"]["artifactLocation"].get("uri")
        yield f"{uri}: {found['ruleId']} {found['message'].get('arguments')}"
    verdict.unlink()


def xml_errors(files, schema):
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(schema)))
    for file in files:
        try:
            schema.assertValid(etree.parse(str(file)))
        except (etree.XMLSyntaxError, etree.DocumentInvalid) as error:
            yield f"{file.name}: {error}"


def junit(files, tools):
    from junitparser import Failure, JUnitXml, Skipped

    errors = list(xml_errors(files, tools / JUNIT_SCHEMA[1]))
    yield from errors
    for file in [] if errors else files:
        for suite in JUnitXml.fromfile(str(file)):
            outcomes = [outcome for case in suite for outcome in case.result]
            count = lambda kind: sum(isinstance(outcome, kind) for outcome in outcomes)
            counted = (sum(1 for _ in suite), count(Failure), count(Skipped))
            if counted != (suite.tests, suite.failures, suite.skipped):
                yield f"{file.name}: {suite.name} is said to have other tests than {counted}"
            if not counted[0]:
                yield f"{file.name}: {suite.name} has no test"


def rdjson(files, tools):
    validator = tools / "node_modules/@umbrelladocs/rdformat-validator/bin/rdformat-validator.js"
    done = run("node", validator, "--strict", "--no-extra-fields", "--verbose", *files)
    if done.returncode != 0:
        yield done.stdout + done.stderr


def gitlab(files, tools):
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(json.loads((HERE / "gitlab.json").read_text()))
    typed = []
    for file in files:
        report = file.read_text(encoding="utf-8")
        issues = json.loads(report)
        yield from (f"{file.name}: {error.json_path}: {error.message}" for error in validator.iter_errors(issues))
        fingerprints = [issue["fingerprint"] for issue in issues if "fingerprint" in issue]
        if len(set(fingerprints)) < len(fingerprints):
            yield f"{file.name}: two of the same fingerprint"
        typed.append(f"export const report{len(typed)}: Issue[] = {report};")
    lines = ['import type { Issue } from "codeclimate-types";', *typed]
    (tools / "gitlab.ts").write_text("\n".join(lines), encoding="utf-8")
    options = {"noEmit": True, "strict": True, "types": [], "module": "nodenext", "moduleResolution": "nodenext"}
    (tools / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": ["gitlab.ts"]}))
    done = run("node", tools / "node_modules/typescript/bin/tsc", "--project", tools)
    if done.returncode != 0:
        yield done.stdout


def checkstyle(files, tools):
    from lxml import etree

    errors = list(xml_errors(files, HERE / "checkstyle.xsd"))
    yield from errors
    if errors:
        return
    read = must("node", HERE / "checkstyle.js", tools, *files).split("\n")
    for file, violations in zip(files, read):
        written = len(etree.parse(str(file)).findall(".//error"))
        if violations != str(written):
            yield f"{file.name}: {written} written, {violations} read"


def examples(program, format, reports):
    """The report on the examples, beside the others."""
    report = reports / f"examples.{format}"
    must(program, "check", "--isolated", "--fail-on", "never", "--format", format, "--output", report, "examples",
         cwd=HERE.parent.parent)


def newsroom(program, reports):
    """The folder of the invented house, with a baseline that the program has written."""
    folder = reports.parent / "newsroom"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "newsroom", folder)
    must(program, "check", "--write-baseline", "city/old.txt", cwd=folder)
    return folder


# What the reports on the newsroom must hold, so that the validators have seen it.
AGREED = ["<the desk> & counsel (approved by Mo Haddad", "<their> names & numbers"]
WRONG = ["W001", "W002", "W003", "W004", "onrecord.waivers.toml"]
HELD = {
    "sarif": [*AGREED, *WRONG, '"inSource"', '"external"', '"unchanged"', '"deletedRegion"'],
    "junit": [*AGREED, *WRONG, 'type="note"', 'type="waiver"', 'type="baseline"', "fix: "],
    "rdjson": [*WRONG, '"suggestions":[{'],
    "gitlab": [*WRONG, "fix: "],
    "checkstyle": [*WRONG, "fix: "],
}


def exceptions(program, format, reports, folder):
    """The report on the newsroom, beside the others."""
    report = reports / f"newsroom.{format}"
    must(program, "check", "--format", format, "--output", report, ".", cwd=folder)
    text = report.read_text(encoding="utf-8").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    yield from (f"{report.name}: there is no {held}" for held in HELD[format] if held not in text)


def main():
    program, reports, tools = (Path(argument).resolve() for argument in sys.argv[1:])
    install(tools)
    sys.path.insert(0, str(tools / "python"))
    errors = []
    house = newsroom(program, reports)
    for check in [sarif, junit, rdjson, gitlab, checkstyle]:
        examples(program, check.__name__, reports)
        errors.extend(exceptions(program, check.__name__, reports, house))
        files = sorted(reports.glob(f"*.{check.__name__}"))
        if len(files) < 3:
            errors.append(f"{check.__name__}: run `cargo test --test formats` first; {reports} has {len(files)} reports")
        found = list(check(files, tools))
        print(f"{check.__name__}: {len(files)} reports, {len(found)} errors")
        errors.extend(found)
    sys.exit("\n".join(errors) if errors else 0)


main()
