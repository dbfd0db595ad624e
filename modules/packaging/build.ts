import type { Metafile } from "esbuild";
import type { ContractOwner } from "./contract-module.ts";

/** A function to package. */
export interface PackageRequest extends ContractOwner {
  readonly functionName: string;
  /** Texts that go into the zip beside the bundle, by file name. */
  readonly files: Readonly<Record<string, string>>;
}

/** What packaging makes of a request. */
export interface Build {
  readonly zip: Uint8Array;
  /** Source map of `handler.mjs`; never part of the zip. */
  readonly sourceMap: Uint8Array;
  /** esbuild's account of every file that was read, and of what each contributes to the bundle. */
  readonly metafile: Metafile;
}
