import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Artifact } from "./artifact.ts";
import { bundle } from "./bundle.ts";
import { zip } from "./zip.ts";

/** A function to package. */
export interface PackageRequest {
  readonly functionName: string;
  readonly entryPoint: string;
  /** Texts that go into the zip beside the bundle, by file name. */
  readonly files: Readonly<Record<string, string>>;
}

/** Bundles and zips functions into `directory`. */
export async function packageFunctions(
  root: string,
  directory: string,
  requests: readonly PackageRequest[],
): Promise<readonly Artifact[]> {
  mkdirSync(directory, { recursive: true });
  const bundles = await bundle(root, requests);
  const artifacts: Artifact[] = [];
  for (const [index, { functionName, code }] of bundles.entries()) {
    const bytes = await zip({ "handler.mjs": code, ...requests[index]?.files });
    const digest = createHash("sha256").update(bytes).digest();
    const sha256 = digest.toString("hex");
    const fileName = `${functionName}-${sha256.slice(0, 16)}.zip`;
    writeFileSync(join(directory, fileName), bytes);
    artifacts.push({ functionName, fileName, sha256, sha256Base64: digest.toString("base64"), bytes: bytes.length });
  }
  return artifacts;
}
