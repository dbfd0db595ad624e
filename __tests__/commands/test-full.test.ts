import { expect, it } from "vitest";
import { motoInstallation } from "../end-to-end/moto.ts";
import { runCommand } from "../helpers/run-command.ts";

it("where moto is missing, test:full says how to install it and fails: no test counts as passed", () => {
  const result = runCommand(["commands/test-full.ts"], { PATH: "/nowhere" });

  expect(result).toEqual({
    code: 1,
    stdout: "",
    stderr: `moto is not installed, so the end-to-end tests cannot run. Install it: ${motoInstallation}\n`,
  });
});

it("a seed that is no number is refused before anything runs", () => {
  const result = runCommand(["commands/test-full.ts", "--seed", "x"]);

  expect(result).toEqual({ code: 2, stdout: "", stderr: "--seed x is not a whole number of at most nine digits.\n" });
});
