import { copyFileSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "../helpers/run-command.ts";
import { settle, temporaryFolder, writeFiles } from "../helpers/temporary-project.ts";

/** A project with one command and the launcher. What it imports of `constructs` is a stand-in. */
async function launcherProject(files: Readonly<Record<string, string>>): Promise<string> {
  const root = temporaryFolder();
  mkdirSync(join(root, "commands"), { recursive: true });
  copyFileSync("commands/run.mjs", join(root, "commands/run.mjs"));
  writeFiles(root, {
    "package.json": '{"type":"module"}',
    "node_modules/.package-lock.json": "{}",
    "node_modules/constructs/package.json": '{"name":"constructs","main":"index.js"}',
    "node_modules/constructs/index.js": 'exports.construct = "first";',
    ...files,
  });
  for (const name of ["esbuild", "@esbuild"])
    symlinkSync(join(process.cwd(), "node_modules", name), join(root, "node_modules", name));
  await settle();
  return root;
}

const printing = {
  "say.ts":
    'import { construct } from "constructs"; import { word } from "./word.ts"; console.log(word, construct, process.argv.slice(2).join());',
  "word.ts": 'export const word: string = "hello";',
};

it("runs a TypeScript file with its arguments", async () => {
  const root = await launcherProject(printing);

  expect(runCommand(["say.ts", "a", "--b"], {}, root)).toEqual({ code: 0, stdout: "hello first a,--b\n", stderr: "" });
});

it("does without esbuild while nothing has changed", async () => {
  const root = await launcherProject(printing);
  runCommand(["say.ts"], {}, root);
  rmSync(join(root, "node_modules/esbuild"));

  expect(runCommand(["say.ts"], {}, root)).toMatchObject({ code: 0, stdout: "hello first \n" });
});

it.each([
  ["word.ts", 'export const word = "goodbye";', "goodbye first \n"],
  ["node_modules/constructs/index.js", 'exports.construct = "second";', "hello second \n"],
  ["node_modules/.package-lock.json", '{"changed":true}', "hello first \n"],
])("notices that %s has changed", async (path, content, expected) => {
  const root = await launcherProject(printing);
  runCommand(["say.ts"], {}, root);
  writeFiles(root, { [path]: content });
  const changed = runCommand(["say.ts"], {}, root);
  rmSync(join(root, "node_modules/esbuild"));
  writeFiles(root, { [path]: `${content} ` });

  const withoutEsbuild = runCommand(["say.ts"], {}, root);

  expect(changed.stdout).toBe(expected);
  expect(withoutEsbuild.code).toBe(1);
});

it("replaces a kept bundle that is damaged", async () => {
  const root = await launcherProject(printing);
  runCommand(["say.ts"], {}, root);
  const kept = join(root, ".cache/commands");
  for (const name of readdirSync(kept).filter((each) => each.endsWith(".mjs")))
    writeFileSync(join(kept, name), "broken(");

  expect(runCommand(["say.ts"], {}, root)).toMatchObject({ code: 0, stdout: "hello first \n" });
});

it("names the lines of the sources in the stack trace of an error", async () => {
  const root = await launcherProject({
    "fail.ts": 'import { thrower } from "./thrower.ts";\n\nthrower();',
    "thrower.ts":
      'type Unused = string;\nexport function thrower(): Unused {\n  throw new TypeError("no such thing");\n}',
  });

  const { code, stderr } = runCommand(["fail.ts"], {}, root);

  expect(code).toBe(1);
  expect(stderr).toMatch(/^TypeError: no such thing\n +at thrower \(thrower\.ts:3:9\)\n +at fail\.ts:3:1\n/);
});

it("says where the sources cannot be read, without a stack trace", async () => {
  const root = await launcherProject({ "broken.ts": "const = 1;" });

  const { code, stderr } = runCommand(["broken.ts"], {}, root);

  expect(code).toBe(1);
  expect(stderr).toContain('Expected identifier but found "="');
  expect(stderr).toContain("broken.ts:1:6");
  expect(stderr).not.toContain("node_modules/esbuild");
});
