import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { copyProject } from "../helpers/project-copy.ts";
import { runCommand } from "../helpers/run-command.ts";

const project = copyProject();
afterAll(() => project.remove());

it("npm run docs -- --check is content with the documents as they are committed", () => {
  expect(runCommand(["commands/docs.ts", "--check"])).toEqual({ code: 0, stdout: "", stderr: "" });
});

it("npm run docs -- --check names a document that is not current, and npm run docs writes it", () => {
  const file = join(project.folder, "docs/alarms.md");
  const committed = readFileSync(file, "utf8");
  appendFileSync(file, "by hand\n");

  const check = runCommand(["commands/docs.ts", "--check"], {}, project.folder);
  const written = runCommand(["commands/docs.ts"], {}, project.folder);

  expect(check).toEqual({
    code: 1,
    stdout: "",
    stderr:
      'docs/alarms.md: found another text than the code gives, expected the current one. Run "npm run docs" and commit the result.\n',
  });
  expect(written).toEqual({ code: 0, stdout: "docs/alarms.md\n", stderr: "" });
  expect(readFileSync(file, "utf8")).toBe(committed);
});
