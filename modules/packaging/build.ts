import type { Metafile } from "esbuild";

/** A function to package. */
export interface PackageRequest {
  readonly functionName: string;
  /** Path of the handler file, relative to the project. */
  readonly entryPoint: string;
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
