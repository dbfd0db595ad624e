import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { copyProject } from "../helpers/project-copy.ts";
import { runCommand } from "../helpers/run-command.ts";
import { requirementsFile } from "../requirements/requirements-document.ts";

const copy = copyProject();
afterAll(copy.remove);

const table = join(copy.folder, requirementsFile);
const committed = readFileSync(table, "utf8");
const testFile = "__tests__/dependencies.test.ts";
const titles = [
  "FR-101: are exact, whatever is installed later",
  "FR-101: every package of @opentelemetry is there in one version",
  "FR-101: every package of @aws-lambda-powertools is there in one version",
];

beforeEach(() => writeFileSync(table, committed));

/** Calls the command with a report of one file, in which the first test ended so. */
function requirements(status: string, ...args: readonly string[]) {
  const assertionResults = titles.map((title, index) => ({
    ancestorTitles: ["versions"],
    title,
    status: index === 0 ? status : "passed",
  }));
  const name = join(copy.folder, testFile);
  writeFileSync(join(copy.folder, "run.json"), JSON.stringify({ testResults: [{ name, assertionResults }] }));
  return runCommand(["commands/requirements.ts", "--results", "run.json", ...args], {}, copy.folder);
}

describe("npm run requirements", () => {
  it("writes the same table from the same outcome, and keeps what it says of other files", () => {
    const { code } = requirements("passed");

    expect(code).toBe(0);
    expect(readFileSync(table, "utf8")).toBe(committed);
  });

  it("writes which test of a requirement failed", () => {
    requirements("failed");

    const row = readFileSync(table, "utf8")
      .split("\n")
      .find((line) => line.startsWith("| FR-101 "));
    expect(row).toContain("| FAILED |");
    expect(row).toContain("**failed:** are exact, whatever is installed later");
  });

  it("refuses with --check a table that is not current, in one line, and names files that it cannot judge", () => {
    const { code, stderr } = requirements("failed", "--check");

    const lines = stderr.trim().split("\n");
    expect(code).toBe(1);
    expect(lines).toContain("NOT COMPARED: __tests__/rig/trace/core.test.ts was not run.");
    expect(lines.filter((line) => !line.startsWith("NOT COMPARED"))).toEqual([
      expect.stringMatching(
        /^docs\/requirements\.md: found another table than the tests give, expected the current one, which differs first at FR-101: FAILED\. Run /,
      ),
    ]);
    expect(readFileSync(table, "utf8")).toBe(committed);
  });

  it("takes with --check a table that is current", () => {
    expect(requirements("passed", "--check").code).toBe(0);
  });

  it("says that a report cannot be read", () => {
    const { code, stderr } = runCommand(["commands/requirements.ts", "--results", "none.json"], {}, copy.folder);

    expect(code).toBe(1);
    expect(stderr).toMatch(/^none\.json: found ENOENT.*, expected a JSON report of vitest\./);
  });

  it("says which of the named files vitest passed over, and writes nothing then", () => {
    const passedOver = ["__tests__/modules/report/report-browser.test.ts", "__tests__/no-such.test.ts"];
    const named = [testFile, ...passedOver].flatMap((file) => ["--test", file]);
    writeFileSync(table, "");

    const { code, stderr } = runCommand(["commands/requirements.ts", ...named], { TEST_FULL: "" }, copy.folder);

    const lines = stderr.split("\n").filter((line) => line.includes(": found "));
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^__tests__\/modules\/report\/report-browser.* Set TEST_FULL=1/),
      expect.stringMatching(/^__tests__\/no-such\.test\.ts: found no test.* Correct the path/),
    ]);
    expect(readFileSync(table, "utf8")).toBe("");
  });

  it("runs tests or takes a report, not both", () => {
    const { code, stderr } = requirements("passed", "--test", testFile);

    expect({ code, stderr }).toEqual({ code: 2, stderr: "--results and --test exclude each other.\n" });
  });
});
