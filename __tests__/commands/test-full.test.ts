import { afterAll, expect, it } from "vitest";
import { motoInstallation } from "../../rehearsal/moto/installation.ts";
import { browserInstallation, browserVariable } from "../helpers/browser.ts";
import { copyProject } from "../helpers/project-copy.ts";
import { runCommand } from "../helpers/run-command.ts";

const seconds = 1000;

/** A copy has no moto of its own, as the project may have. */
const copy = copyProject();
afterAll(copy.remove);

const nothingInstalled = { PATH: "/nowhere", [browserVariable]: "" };
const noMoto = `moto is not installed, so the end-to-end tests cannot run. Install it: ${motoInstallation}\n`;
const noBrowser = `There is no browser, so the tests of pages cannot run. Install one: ${browserInstallation}\n`;

it("what is missing, test:full says how to install and fails: no test counts as passed", {
  timeout: 30 * seconds,
}, () => {
  const result = runCommand(["commands/test-full.ts"], nothingInstalled, copy.folder);

  expect(result).toEqual({ code: 1, stdout: "", stderr: noMoto + noBrowser });
});

it("a single round of faults needs no browser", { timeout: 30 * seconds }, () => {
  const result = runCommand(["commands/test-full.ts", "--seed", "7"], nothingInstalled, copy.folder);

  expect(result).toEqual({ code: 1, stdout: "", stderr: noMoto });
});

it("a seed that is no number is refused before anything runs", () => {
  const result = runCommand(["commands/test-full.ts", "--seed", "x"]);

  expect(result).toEqual({ code: 2, stdout: "", stderr: "--seed x is not a whole number of at most nine digits.\n" });
});
