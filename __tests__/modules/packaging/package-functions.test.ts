import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PackageRequest } from "../../../modules/packaging/build.ts";
import { buildInputs } from "../../../modules/packaging/build-key.ts";
import { packageFunctions } from "../../../modules/packaging/package-functions.ts";
import {
  projectFiles,
  settle,
  temporaryFolder,
  temporaryProject,
  writeFiles,
} from "../../helpers/temporary-project.ts";
import { readZip } from "./read-zip.ts";

const one: PackageRequest = { functionName: "one", entryPoint: "lambdas/one/handler.ts", files: {} };
const two: PackageRequest = { functionName: "two", entryPoint: "lambdas/two/handler.ts", files: {} };

/** Hash and origin of each packaged function. */
async function packaged(root: string, requests: readonly PackageRequest[], cacheDirectory?: string) {
  const functions = await packageFunctions({
    root,
    requests,
    ...(cacheDirectory === undefined ? {} : { cacheDirectory }),
  });
  return functions.map(({ artifact, fromCache }) => ({ sha256: artifact.sha256, fromCache }));
}

/** Hash of a function that is packaged without any cache. */
async function coldHash(root: string, request: PackageRequest): Promise<string | undefined> {
  const [cold] = await packaged(root, [request], temporaryFolder());
  return cold?.sha256;
}

describe("the zip", () => {
  it("holds the bundle and the given files, never the source map", async () => {
    const root = await temporaryProject();

    const [first] = await packageFunctions({ root, requests: [{ ...one, files: { "collector.yaml": "a: 1" } }] });

    const entries = readZip(first?.zip ?? Buffer.of());
    expect(entries.map(({ name }) => name)).toEqual(["collector.yaml", "handler.mjs"]);
    expect(entries[1]?.content.toString()).not.toContain("sourceMappingURL");
    expect(JSON.parse(Buffer.from(first?.sourceMap ?? []).toString()).sources).toContain(
      "../../lambdas/one/handler.ts",
    );
  });

  it("is named after its content, in the notations that Terraform and Lambda use", async () => {
    const root = await temporaryProject();

    const [first] = await packageFunctions({ root, requests: [one] });

    const { fileName, sha256, sha256Base64, bytes } = first?.artifact ?? expect.fail("nothing was packaged");
    expect(fileName).toBe(`one-${sha256.slice(0, 16)}.zip`);
    expect(Buffer.from(sha256Base64, "base64").toString("hex")).toBe(sha256);
    expect(bytes).toBe(first?.zip.length);
  });

  it("keeps the names of classes, by which errors are told apart", async () => {
    const root = await temporaryProject();

    const [first] = await packageFunctions({ root, requests: [two] });

    const code = readZip(first?.zip ?? Buffer.of())[0]?.content.toString("base64");
    const { handler } = await import(`data:text/javascript;base64,${bannerFree(code)}`);
    const failure = await handler().catch((error: unknown) => error);
    expect(failure.constructor.name).toBe("TwoError");
  });

  it("is the same whether functions are packaged together or one by one", async () => {
    const root = await temporaryProject();

    const together = await packaged(root, [one, two], temporaryFolder());

    expect(together.map(({ sha256 }) => sha256)).toEqual([await coldHash(root, one), await coldHash(root, two)]);
  });

  it("is the same in another folder, and has no trace of it", async () => {
    const [here, there] = [await temporaryProject(), await temporaryProject()];

    const [first] = await packageFunctions({ root: here, requests: [one] });
    const [second] = await packageFunctions({ root: there, requests: [one] });

    expect(second?.artifact).toEqual(first?.artifact);
    expect(second?.sourceMap).toEqual(first?.sourceMap);
    expect(Buffer.from(first?.sourceMap ?? []).toString()).not.toContain(here);
  });
});

/** A module in a data URL cannot create a `require`; this one needs none. */
function bannerFree(base64 = ""): string {
  const code = Buffer.from(base64, "base64").toString();
  return Buffer.from(code.replace(/^import.*?import\.meta\.url\);/, "")).toString("base64");
}

describe("the cache", () => {
  it("gives the same bytes as the build, also after files were touched", async () => {
    const root = await temporaryProject();
    const cold = await packageFunctions({ root, requests: [one, two] });
    for (const path of Object.keys(projectFiles)) utimesSync(join(root, path), new Date(0), new Date(0));

    const warm = await packageFunctions({ root, requests: [one, two] });

    expect(warm.map(({ fromCache }) => fromCache)).toEqual([true, true]);
    expect(
      warm.map((each) => ({ ...each, fromCache: false, zip: [...each.zip], sourceMap: [...each.sourceMap] })),
    ).toEqual(cold.map((each) => ({ ...each, zip: [...each.zip], sourceMap: [...each.sourceMap] })));
  });

  it("rebuilds only what a change concerns", async () => {
    const root = await temporaryProject();
    await packaged(root, [one, two]);
    writeFiles(root, { "lambdas/two/handler.ts": "export const handler = async () => 2;" });

    const after = await packaged(root, [one, two]);

    expect(after.map(({ fromCache }) => fromCache)).toEqual([true, false]);
  });

  it("is never wrong: after any change of any input the result is that of a fresh build", async () => {
    const root = await temporaryProject();
    const request = { ...one, files: { "collector.yaml": "a: 1" } };
    const [before] = await packageFunctions({ root, requests: [request] });
    const inputs = buildInputs(before?.metafile ?? expect.fail("nothing was packaged"));
    const steering = ["package-lock.json", "node_modules/.package-lock.json"];
    const path = fc.constantFrom(...inputs, ...steering);
    const text = fc.stringMatching(/^[a-z ]{1,20}$/);
    let run = 0;

    await fc.assert(
      fc.asyncProperty(path, text, async (changed, word) => {
        const file = join(root, changed);
        const original = existsSync(file) ? readFileSync(file, "utf8") : undefined;
        // A number, so that no change comes twice: the second one would rightly be found in the cache.
        run += 1;
        writeFileSync(file, changedText(changed, original, `${word}${run}`));

        const [after] = await packaged(root, [request]);
        const fresh = await coldHash(root, request);
        if (original === undefined) rmSync(file);
        else writeFileSync(file, original);
        const [restored] = await packaged(root, [request]);

        expect(after).toEqual({ sha256: fresh, fromCache: false });
        expect(restored).toEqual({ sha256: before?.artifact.sha256, fromCache: true });
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ["text of a file", { ...one, files: { "a.yaml": "other" } }],
    ["name of a file", { ...one, files: { "b.yaml": "text" } }],
    ["entry point", { ...one, entryPoint: "lambdas/two/handler.ts", files: { "a.yaml": "text" } }],
    ["name of the function", { ...one, functionName: "other", files: { "a.yaml": "text" } }],
  ])("takes another request for another build: %s", async (_, changed) => {
    const root = await temporaryProject();
    await packaged(root, [{ ...one, files: { "a.yaml": "text" } }]);

    const [after] = await packaged(root, [changed]);

    expect(after).toEqual({ sha256: await coldHash(root, changed), fromCache: false });
  });

  it("takes a package's other entry once its package.json says so", async () => {
    const root = await temporaryProject();
    const [before] = await packaged(root, [one]);
    writeFiles(root, { "node_modules/tiny/package.json": '{"name":"tiny","main":"main.cjs"}' });

    const [after] = await packaged(root, [one]);

    expect(after?.fromCache).toBe(false);
    expect(after?.sha256).not.toBe(before?.sha256);
  });

  it("takes a damaged build for none, wherever the damage is", async () => {
    const root = await temporaryProject();
    const [before] = await packaged(root, [one]);
    const folder = join(root, ".cache", "packaging", "one");
    const file = join(folder, readdirSync(folder)[0] ?? "");
    const intact = readFileSync(file);

    await fc.assert(
      fc.asyncProperty(
        fc.nat(intact.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, by, cut) => {
          const damaged = Buffer.from(intact);
          damaged[at] = (damaged[at] ?? 0) ^ by;
          writeFileSync(file, cut ? intact.subarray(0, at) : damaged);

          const [after] = await packaged(root, [one]);

          expect(after).toEqual({ sha256: before?.sha256, fromCache: false });
        },
      ),
      { numRuns: 30 },
    );
  });

  it("does not take one build for another that was renamed", async () => {
    const root = await temporaryProject();
    await packaged(root, [one]);
    const folder = join(root, ".cache", "packaging", "one");
    const kept = readFileSync(join(folder, readdirSync(folder)[0] ?? ""));
    writeFiles(root, { "lambdas/shared/greeting.ts": 'export const greeting = "good evening";' });
    await settle();
    const [before] = await packaged(root, [one]);
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), kept);

    const [after] = await packaged(root, [one]);

    expect(after).toEqual({ sha256: before?.sha256, fromCache: false });
  });

  it("keeps no build of sources that changed while it was made", async () => {
    const root = await temporaryProject();
    writeFiles(root, { "lambdas/one/handler.ts": "export const handler = async () => 1;" });

    await packaged(root, [one]);

    expect(existsSync(join(root, ".cache", "packaging", "one"))).toBe(false);
  });

  it("keeps four builds of a function", async () => {
    const root = await temporaryProject();
    for (const greeting of ["a", "b", "c", "d", "e", "f"]) {
      writeFiles(root, { "lambdas/shared/greeting.ts": `export const greeting = "${greeting}";` });
      await settle();
      await packaged(root, [one]);
    }

    expect(readdirSync(join(root, ".cache", "packaging", "one"))).toHaveLength(4);
  });

  it("serves runs at the same time", async () => {
    const root = await temporaryProject();

    const runs = await Promise.all(Array.from({ length: 8 }, () => packaged(root, [one, two])));

    expect(new Set(runs.map((run) => run.map(({ sha256 }) => sha256).join()))).toHaveProperty("size", 1);
    expect((await packaged(root, [one, two])).every(({ fromCache }) => fromCache)).toBe(true);
  });

  it("works where packages are a link to another folder", async () => {
    const elsewhere = await temporaryProject();
    const root = await temporaryProject(
      Object.fromEntries(Object.entries(projectFiles).filter(([path]) => !path.startsWith("node_modules/"))),
    );
    symlinkSync(join(elsewhere, "node_modules"), join(root, "node_modules"));
    await packaged(root, [one]);
    writeFiles(elsewhere, { "node_modules/tiny/module.js": "export const tiny = () => 'changed';" });

    const [after] = await packaged(root, [one]);

    expect(after).toEqual({ sha256: await coldHash(root, one), fromCache: false });
  });
});

/** Another content of a file that can still be bundled. */
function changedText(path: string, original: string | undefined, word: string): string {
  if (!path.endsWith(".json")) return `${original}\nglobalThis["${word}"] = true;`;
  return JSON.stringify({ ...JSON.parse(original ?? "{}"), description: word, sideEffects: word.length % 2 === 0 });
}
