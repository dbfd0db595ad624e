// Runs a TypeScript file of this project under plain Node: `node commands/run.mjs main.ts [arguments]`.
//
// The file is bundled once and kept; a later run that finds every input unchanged starts without esbuild. What takes
// long to load file by file (the constructs and provider bindings) goes into the bundle, all other packages stay where
// they are. A source map costs half as much again as the bundle, so it is made when there is an error to explain.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const directory = join(root, ".cache", "commands");
const inlinedPackages = /^(cdktf|constructs|zod|@cdktf\/provider-aws)(\/|$)/;
/** Files that decide how packages are resolved and which versions do the work, beside the inputs themselves. */
const steering = ["commands/run.mjs", "package.json", "node_modules/.package-lock.json"];
/** Kernels stamp files up to some milliseconds late: a change within this time may be newer than it says. */
const clockGranularityMilliseconds = 20;
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** SHA-256 of a file of the project; undefined where there is none. */
function digest(path) {
  const file = resolve(root, path);
  return existsSync(file) ? createHash("sha256").update(readFileSync(file)).digest("hex") : undefined;
}

function writeAtomically(file, content) {
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, content);
  renameSync(partial, file);
}

/** The kept bundle, if everything that it was made of is as it was. */
function keptBundle(record) {
  try {
    const { inputs, file, bundle } = JSON.parse(readFileSync(record, "utf8"));
    const unchanged = Object.entries(inputs).every(([path, expected]) => digest(path) === expected);
    return unchanged && digest(file) === bundle ? resolve(root, file) : undefined;
  } catch {
    return undefined;
  }
}

/** Leaves packages out of the bundle, except those that are named above and what they import themselves. */
const packages = {
  name: "packages",
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
      const importedByPackage = importer.includes("/node_modules/");
      // cdktf loads archiver, 70 ms, for an asset type that this project does not use.
      if (importedByPackage && path === "archiver") return { path, namespace: "unused" };
      return importedByPackage || inlinedPackages.test(path) ? undefined : { external: true };
    });
    build.onLoad({ filter: /.*/, namespace: "unused" }, () => ({ contents: "module.exports = undefined;" }));
    // cdktf notes where every token was made: an eighth of the run, for lines of the bundle that would help nobody.
    build.onLoad({ filter: /\/cdktf\/lib\/tokens\/private\/stack-trace\.js$/ }, ({ path }) => ({
      contents: `${readFileSync(path, "utf8")}\nif (exports.captureStackTrace) exports.captureStackTrace = () => [];`,
    }));
  },
};

async function build(entry, sourcemap) {
  const esbuild = await import("esbuild");
  return esbuild.build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: "bundle.mjs",
    bundle: true,
    plugins: [packages],
    platform: "node",
    target: "node20",
    format: "esm",
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    tsconfigRaw: { compilerOptions: { target: "es2023", verbatimModuleSyntax: true } },
    sourcemap,
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: "warning",
  });
}

async function bundle(entry, record) {
  const begin = Date.now();
  const result = await build(entry, false);
  const [{ contents: code }] = result.outputFiles;
  const hash = createHash("sha256").update(code).digest("hex");
  const file = join(directory, `${basename(record, ".json")}-${hash.slice(0, 16)}.mjs`);
  mkdirSync(directory, { recursive: true });
  writeAtomically(file, code);
  const paths = [...steering, ...Object.keys(result.metafile.inputs).filter((path) => existsSync(resolve(root, path)))];
  const inputs = Object.fromEntries(paths.map((path) => [path, digest(path)]));
  const settled = paths.every((path) => {
    const changed = statSync(resolve(root, path), { throwIfNoEntry: false })?.ctimeMs ?? 0;
    return changed < begin - clockGranularityMilliseconds;
  });
  if (settled) writeAtomically(record, JSON.stringify({ inputs, file: relative(root, file), bundle: hash }));
  removeOldBundles();
  return file;
}

function removeOldBundles() {
  for (const name of readdirSync(directory)) {
    const file = join(directory, name);
    const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (name.endsWith(".mjs") && age > dayMilliseconds) rmSync(file, { force: true });
  }
}

/** Names the lines of the sources in a stack trace, instead of those of the bundle. */
async function withSourceLines(stack, file) {
  const { outputFiles } = await build(entry, "external");
  const map = new SourceMap(JSON.parse(outputFiles.find(({ path }) => path.endsWith(".map")).text));
  const url = pathToFileURL(file).href;
  return stack.replace(/(file:[^\s()]+?):(\d+):(\d+)/g, (position, where, line, column) => {
    const { originalSource, originalLine, originalColumn } = map.findEntry(Number(line) - 1, Number(column) - 1);
    if (where !== url || originalSource === undefined) return position;
    return `${originalSource}:${originalLine + 1}:${originalColumn + 1}`;
  });
}

const [, , entry, ...args] = process.argv;
process.chdir(root);
const record = join(directory, `${entry.replace(/[^a-z0-9]+/gi, "-")}.json`);
let file;
try {
  file = keptBundle(record) ?? (await bundle(entry, record));
  process.argv = [process.argv[0], resolve(entry), ...args];
  await import(pathToFileURL(file).href);
} catch (error) {
  // esbuild has already said what is wrong with the sources.
  if (file !== undefined) console.error(await withSourceLines(error?.stack ?? String(error), file));
  process.exitCode = 1;
}
