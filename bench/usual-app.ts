// The usual way to synthesize, done well: what ts-node runs in a copy of the project (see usual-project.ts). The same
// stacks, but one bundler process per function, and one archive asset per function and stack.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object/index.js";
import { App, AssetType, TerraformAsset, type TerraformStack } from "cdktf";
import type { Artifact } from "../modules/packaging/artifact.ts";
import type { PackageRequest } from "../modules/packaging/build.ts";
import { bundleOptions } from "../modules/packaging/bundle.ts";
import { stacks } from "../stacks/index.ts";
import { esbuildFlags } from "./esbuild-flags.ts";

/** The bundler's own binary: without install scripts, `node_modules/.bin/esbuild` would start a Node process before it. */
const esbuild = `node_modules/@esbuild/${process.platform}-${process.arch}/bin/esbuild`;

/** Bundles a function into a folder of its own and says what is in there. */
function bundleFunction({ functionName, entryPoint, files }: PackageRequest): Artifact {
  const directory = join("bundles", functionName);
  const output = join(directory, "handler.mjs");
  execFileSync(esbuild, [entryPoint, `--outfile=${output}`, ...esbuildFlags(bundleOptions)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  // The archive takes the folder as it is; source maps do not belong into it.
  renameSync(`${output}.map`, join("bundles", `${functionName}.mjs.map`));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
  const code = readFileSync(output);
  const digest = createHash("sha256").update(code).digest();
  return {
    functionName,
    fileName: `${functionName}.zip`,
    sha256: digest.toString("hex"),
    sha256Base64: digest.toString("base64"),
    bytes: code.length,
  };
}

/** Uploads an archive asset where the stack refers to the artifact. */
function useArchive(stack: TerraformStack, { functionName, fileName }: Artifact): void {
  const asset = new TerraformAsset(stack, `${functionName}-archive`, {
    path: join("bundles", functionName),
    type: AssetType.ARCHIVE,
  });
  for (const node of stack.node.findAll()) {
    if (!(node instanceof S3Object) || !node.sourceInput?.endsWith(`/${fileName}`)) continue;
    node.source = asset.path;
    node.key = `${functionName}/${asset.assetHash}.zip`;
  }
}

async function synthesize(): Promise<void> {
  const requests = new Map(stacks.flatMap(({ functions }) => functions).map((each) => [each.functionName, each]));
  const artifacts = new Map([...requests].map(([name, request]) => [name, bundleFunction(request)]));
  const app = new App({ outdir: "cdktf.out" });
  for (const { name, functions, check, addTo } of stacks) {
    check();
    await addTo(app, [...artifacts.values()]);
    const stack = app.node.findChild(name) as TerraformStack;
    for (const { functionName } of functions) useArchive(stack, artifacts.get(functionName) as Artifact);
  }
  app.synth();
}

synthesize().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
