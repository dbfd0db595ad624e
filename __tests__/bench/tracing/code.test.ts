import { expect, it } from "vitest";
import { bytesOnlyThrough } from "../../../bench/tracing/code.ts";

const imports = (...paths: readonly string[]) => ({
  bytes: 0,
  imports: paths.map((path) => ({ path, kind: "import-statement" as const })),
});
const metafile = {
  inputs: {
    "handler.ts": imports("tracing/a.ts", "shared.ts"),
    "tracing/a.ts": imports("sdk.js", "shared.ts"),
    "sdk.js": imports("shared.ts"),
    "shared.ts": imports(),
  },
  outputs: {
    "handler.mjs": {
      bytes: 1_111,
      imports: [],
      exports: [],
      entryPoint: "handler.ts",
      inputs: {
        "handler.ts": { bytesInOutput: 1 },
        "tracing/a.ts": { bytesInOutput: 10 },
        "sdk.js": { bytesInOutput: 100 },
        "shared.ts": { bytesInOutput: 1_000 },
      },
    },
  },
};

it("bytes that are there for some files alone are theirs and those of what nothing else imports", () => {
  const bytes = bytesOnlyThrough(metafile, (path) => path.startsWith("tracing/"));

  expect(bytes).toBe(110);
});
