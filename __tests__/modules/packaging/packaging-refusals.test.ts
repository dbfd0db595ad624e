import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { packageFunctions } from "../../../modules/packaging/package-functions.ts";
import { projectFiles, temporaryProject, writeFiles } from "../../helpers/temporary-project.ts";

const requests = ["one", "two"].map((functionName) => ({
  functionName,
  entryPoint: `lambdas/${functionName}/handler.ts`,
  files: {},
}));

it("names every place in the sources that cannot be bundled, and keeps what was kept", async () => {
  const root = await temporaryProject();
  writeFiles(root, {
    "lambdas/one/handler.ts": 'import { a } from "./missing.ts";\nexport const handler = a;',
    "lambdas/two/handler.ts": "export const handler = ;",
  });

  const failure = packageFunctions({ root, requests });

  await expect(failure).rejects.toThrow(
    [
      'lambdas/one/handler.ts:1:19: found an error: Could not resolve "./missing.ts", expected code that can be bundled. Correct the file; npm run typecheck says more.',
      'lambdas/two/handler.ts:1:24: found an error: Unexpected ";", expected code that can be bundled. Correct the file; npm run typecheck says more.',
    ].join("\n"),
  );
});

it("refuses a zip above its budget, and says what makes it large", async () => {
  const noise = Array.from({ length: 12_000 }, (_, index) => createHash("sha256").update(`${index}`).digest("base64"));
  const root = await temporaryProject({
    ...projectFiles,
    "node_modules/large/package.json": '{"name":"large","main":"index.js","type":"module"}',
    "node_modules/large/index.js": `export const noise = "${noise.join("")}";`,
    "lambdas/one/handler.ts": 'import { noise } from "large"; export const handler = async () => noise;',
  });

  const failure = packageFunctions({ root, requests });

  await expect(failure).rejects.toThrow(
    /^zip of one: found \d+\.\d KB, expected at most 350\.0 KB\. Import less, or raise the budget in modules\/packaging\/budgets\.ts\. Largest parts before compression: large \d+\.\d KB, lambdas\/one\/ 0\.\d KB\.$/,
  );
});
