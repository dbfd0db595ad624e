import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ProblemError } from "../../modules/problem.ts";
import { writeOverrides } from "../../rehearsal/prepare-stacks.ts";
import { liftFile } from "../../rehearsal/terraform/lift-protection.ts";
import { overrideFile } from "../../rehearsal/terraform/rehearsal-override.ts";
import { temporaryFolder } from "../helpers/temporary-project.ts";

const provider = { version: "6.30.0", older: false };

function stackIn(directory: string) {
  return { name: "one", environment: "dev", directory, json: { resource: { aws_sqs_queue: { jobs: {} } } } };
}

it("a stack that is prepared again is protected again", () => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, liftFile), "{}");

  writeOverrides([stackIn(directory)], provider, "http://127.0.0.1:5000");

  expect(readdirSync(directory)).toEqual([overrideFile]);
});

it("nothing is written for an address that is not on this host", () => {
  const directory = temporaryFolder();

  expect(() => writeOverrides([stackIn(directory)], provider, "https://sts.amazonaws.com")).toThrow(ProblemError);
  expect(existsSync(join(directory, overrideFile))).toBe(false);
});
