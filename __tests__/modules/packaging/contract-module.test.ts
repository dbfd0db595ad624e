import { expect, it } from "vitest";
import { type LambdaContract, noAlarm } from "../../../lambdas/shared/contract/index.ts";
import type { PackageRequest } from "../../../modules/packaging/build.ts";
import { packageFunctions } from "../../../modules/packaging/package-functions.ts";
import { ProblemError } from "../../../modules/problem.ts";
import { projectFiles, temporaryProject, writeFiles } from "../../helpers/temporary-project.ts";
import { contractWith } from "../functions-checks/contract.ts";
import { readZip } from "./read-zip.ts";

const contract = contractWith({ metrics: { Done: { unit: "Count", alarm: noAlarm("a reason for people") } } });

function requestWith(changes: Partial<LambdaContract>): PackageRequest {
  return {
    functionName: "one",
    entryPoint: "lambdas/one/handler.ts",
    files: {},
    contract: { ...contract, ...changes },
  };
}

/** A function that logs its contract, and its contract as a file. */
function project(contractSource = "export const one = lambdaContract({});"): Promise<string> {
  return temporaryProject({
    ...projectFiles,
    "lambdas/one/handler.ts":
      'import { one } from "./contract.ts"; export const handler = async () => console.log(JSON.stringify(one));',
    "lambdas/one/contract.ts": contractSource,
  });
}

async function packaged(root: string, request: PackageRequest) {
  const [only] = await packageFunctions({ root, requests: [request] });
  return only ?? expect.fail("nothing was packaged");
}

it("the zip has of the contract what a running function reads, and nothing that is for the stack alone", async () => {
  const { zip } = await packaged(await project(), requestWith({}));

  const code = String(readZip(zip)[0]?.content);
  expect(code).toContain("Done");
  expect(code).not.toContain("a reason for people");
  expect(code).not.toContain(contract.purpose);
});

it("another alarm, timeout or memory leaves the zip as it is", async () => {
  const root = await project();
  const before = await packaged(root, requestWith({}));
  writeFiles(root, { "lambdas/one/contract.ts": "// changed\nexport const one = lambdaContract({});" });

  const after = await packaged(
    root,
    requestWith({
      metrics: { Done: { unit: "Count", alarm: noAlarm("another reason") } },
      timeoutSeconds: contract.timeoutSeconds + 1,
      memoryMegabytes: contract.memoryMegabytes * 2,
    }),
  );

  expect(after.artifact).toEqual(before.artifact);
});

it("what the function reads is never taken from a build of another contract", async () => {
  const root = await project();
  const before = await packaged(root, requestWith({}));

  const after = await packaged(root, requestWith({ metrics: {} }));

  expect(after.fromCache).toBe(false);
  expect(after.artifact.sha256).not.toBe(before.artifact.sha256);
});

it.each([
  ["no contract", "export const one = {};"],
  ["two contracts", "export const one = lambdaContract({});\nexport const two = lambdaContract({});"],
])("a file with %s is refused", async (_, source) => {
  const attempt = packaged(await project(source), requestWith({}));

  await expect(attempt).rejects.toThrow(ProblemError);
  await expect(attempt).rejects.toThrow("one/contract.ts");
});
