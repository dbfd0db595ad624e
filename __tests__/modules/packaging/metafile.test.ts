import { expect, it } from "vitest";
import { bundle } from "../../../modules/packaging/bundle.ts";
import { contributions } from "../../../modules/packaging/metafile.ts";
import { temporaryProject } from "../../helpers/temporary-project.ts";

it("tells of each function which files were read for it alone, and which of them are in the bundle", async () => {
  const root = await temporaryProject();

  const [one, two] = await bundle(root, [
    { functionName: "one", entryPoint: "lambdas/one/handler.ts" },
    { functionName: "two", entryPoint: "lambdas/two/handler.ts" },
  ]);

  expect(Object.keys(one?.metafile.inputs ?? {}).sort()).toEqual([
    "lambdas/one/handler.ts",
    "lambdas/shared/greeting.ts",
    "node_modules/tiny/module.js",
  ]);
  expect(
    contributions(two?.metafile ?? expect.fail())
      .map(({ path }) => path)
      .sort(),
  ).toEqual(["lambdas/shared/greeting.ts", "lambdas/two/handler.ts"]);
});
