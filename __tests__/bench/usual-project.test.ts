import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { esbuildFlags } from "../../bench/esbuild-flags.ts";
import { withoutExtensions, withRootImports } from "../../bench/usual-project.ts";
import { bundleOptions } from "../../modules/packaging/bundle.ts";

it.each([
  ['import { a } from "./a.ts";', 'import { a } from "./a";'],
  ['export * from "../b/index.ts";', 'export * from "../b/index";'],
  ['await import("./c.ts")', 'await import("./c")'],
  ['import "./d.ts";', 'import "./d";'],
  ['const file = "./e.ts";', 'const file = "./e.ts";'],
  ['import { f } from "f.ts";', 'import { f } from "f.ts";'],
])("CommonJS finds what the sources import: %s", (source, expected) => {
  const rewritten = withoutExtensions(source);

  expect(rewritten).toBe(expected);
});

it.each([
  [
    'import { S3Object } from "@cdktf/provider-aws/lib/s3-object/index.js";',
    'import { s3Object as s3ObjectModule } from "@cdktf/provider-aws"; const { S3Object } = s3ObjectModule;',
  ],
  [
    'import {\n  LambdaFunction as AwsFunction,\n  type LambdaFunctionConfig,\n} from "@cdktf/provider-aws/lib/lambda-function/index.js";',
    'import { lambdaFunction as lambdaFunctionModule } from "@cdktf/provider-aws"; const { LambdaFunction: AwsFunction } = lambdaFunctionModule;',
  ],
  [
    'import type { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";',
    'import type { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";',
  ],
])("the root import gives the classes of the deep import: %s", (source, expected) => {
  const rewritten = withRootImports(source);

  expect(rewritten).toBe(expected);
});

it("esbuild's command bundles with these flags what its function bundles with the options", async () => {
  const directory = mkdtempSync(join(tmpdir(), "esbuild-flags-"));
  const entry = "lambdas/metrics/contract.ts";
  const output = join(directory, "contract.mjs");
  try {
    const { mainFields, nodePaths, ...options } = bundleOptions;

    execFileSync("node_modules/.bin/esbuild", [entry, `--outfile=${output}`, ...esbuildFlags(bundleOptions)], {
      stdio: "ignore",
    });
    const built = await build({
      ...options,
      mainFields: [...mainFields],
      nodePaths: [...nodePaths],
      entryPoints: { contract: entry },
      outdir: directory,
      write: false,
    });

    const code = built.outputFiles.find(({ path }) => path.endsWith(".mjs"))?.text;
    expect(readFileSync(output, "utf8")).toBe(code);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
