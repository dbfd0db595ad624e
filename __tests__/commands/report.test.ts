import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCommand } from "../helpers/run-command.ts";
import { temporaryFolder } from "../helpers/temporary-project.ts";

const milliseconds = 60_000;

describe("npm run report", { timeout: milliseconds }, () => {
  it("explains itself", () => {
    const { code, stdout } = runCommand(["commands/report.ts", "--help"]);

    expect(code).toBe(0);
    expect(stdout).toContain("Usage: npm run report -- ");
    expect(stdout).toContain("--out <value>");
  });

  it("writes the environments that are asked for, says where and how large, and the same bytes again", () => {
    const folder = temporaryFolder();
    const [file, again] = [join(folder, "new", "page.html"), join(folder, "again.html")];

    const first = runCommand(["commands/report.ts", "--environment", "prod", "--out", file]);
    runCommand(["commands/report.ts", "--environment", "prod", "--out", again]);

    const text = readFileSync(file, "utf8");
    expect(first.code).toBe(0);
    expect(first.stdout).toBe(`${file}  ${(Buffer.byteLength(text) / 1000).toFixed(1)} KB\n`);
    expect([...new Set([...text.matchAll(/data-environment="(\w+)">/g)].map(([, name]) => name))]).toEqual(["prod"]);
    expect(readFileSync(again, "utf8")).toBe(text);
  });

  it("says what is wrong with a file that cannot be written", () => {
    const folder = temporaryFolder();

    const { code, stderr } = runCommand(["commands/report.ts", "--environment", "dev", "--out", folder]);

    expect(code).toBe(1);
    expect(stderr.trim().split("\n").at(-1)).toBe(
      `--out: found ${folder}, which cannot be written (EISDIR), expected the name of a file. Name another with --out.`,
    );
  });
});
