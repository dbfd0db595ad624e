import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { synthesize } from "../../../modules/synthesis/synthesize.ts";
import { contentOf, settle, writeFiles } from "../../helpers/temporary-project.ts";
import { both, definition, manifestOf, otherGreeting, project } from "./synthesis-project.ts";

it("publishes stacks, manifest, zips and source maps, and nothing else", async () => {
  const { outputDirectory, synthesis } = await project();

  const { functions } = await synthesis(both);

  const [zip = "", map = ""] = [
    functions[0]?.artifact.fileName,
    functions[0]?.artifact.fileName.replace("zip", "mjs.map"),
  ];
  expect(Object.keys(contentOf(outputDirectory)).sort()).toEqual(
    [
      "manifest.json",
      "stacks/system-dev/cdk.tf.json",
      "stacks/system-prod/cdk.tf.json",
      `artifacts/${zip}`,
      `source-maps/${map}`,
    ].sort(),
  );
  expect(readdirSync(outputDirectory).sort()).toEqual(["artifacts", "manifest.json", "source-maps", "stacks"]);
  const { resource } = JSON.parse(readFileSync(join(outputDirectory, "stacks/system-dev/cdk.tf.json"), "utf8"));
  expect(existsSync(join(outputDirectory, "stacks/system-dev", resource.aws_s3_object.one.source.slice(15)))).toBe(
    true,
  );
});

it("writes a manifest with what the cdktf CLI looks for", async () => {
  const { outputDirectory, synthesis } = await project();

  await synthesis(both);

  const { stacks, version } = manifestOf(outputDirectory);
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(Object.keys(stacks)).toEqual(["system-dev", "system-prod"]);
  expect(stacks["system-prod"]).toEqual({
    name: "system-prod",
    constructPath: "system-prod",
    synthesizedStackPath: "stacks/system-prod/cdk.tf.json",
    stackMetadataPath: "stacks/system-prod/metadata.json",
    workingDirectory: "stacks/system-prod",
    annotations: [],
    dependencies: [],
  });
});

it("writes the same bytes again", async () => {
  const { outputDirectory, synthesis } = await project();
  await synthesis(both);
  const before = contentOf(outputDirectory);

  await synthesis(both);

  expect(contentOf(outputDirectory)).toEqual(before);
});

it("gives the bill of every stack that it synthesizes, and of no other", async () => {
  const { synthesis } = await project();

  const { bills } = await synthesis(both, ["prod"]);

  expect(bills.map(({ stack, environment }) => [stack, environment])).toEqual([["system-prod", "prod"]]);
});

it("synthesizes one environment and leaves the others' stacks and artifacts as they are", async () => {
  const { root, outputDirectory, synthesis } = await project();
  await synthesis(both);
  const before = contentOf(outputDirectory);
  writeFiles(root, otherGreeting);

  await synthesis(both, ["prod"]);

  const after = contentOf(outputDirectory);
  expect(after).toMatchObject(
    Object.fromEntries(Object.entries(before).filter(([path]) => !path.startsWith("stacks/system-prod/"))),
  );
  expect(after["stacks/system-prod/cdk.tf.json"]).not.toBe(before["stacks/system-prod/cdk.tf.json"]);
  expect(Object.keys(after).filter((path) => path.startsWith("artifacts/"))).toHaveLength(2);
  expect(Object.keys(manifestOf(outputDirectory).stacks)).toEqual(["system-dev", "system-prod"]);
});

it("names in the manifest only stacks that have output", async () => {
  const { outputDirectory, synthesis } = await project();
  await synthesis(both, ["prod"]);
  const first = Object.keys(manifestOf(outputDirectory).stacks);
  await synthesis(both);
  rmSync(join(outputDirectory, "stacks/system-dev"), { recursive: true });

  await synthesis(both, ["prod"]);

  expect([first, Object.keys(manifestOf(outputDirectory).stacks)]).toEqual([["system-prod"], ["system-prod"]]);
});

it("replaces a manifest that cannot be read", async () => {
  const { outputDirectory, synthesis } = await project();
  writeFiles(outputDirectory, { "manifest.json": "{" });

  await synthesis(both, ["prod"]);

  expect(Object.keys(manifestOf(outputDirectory).stacks)).toEqual(["system-prod"]);
});

it("removes artifacts and source maps that no stack refers to any more", async () => {
  const { root, outputDirectory, synthesis } = await project();
  await synthesis(both);
  const before = Object.keys(contentOf(outputDirectory)).filter((path) => /^(artifacts|source-maps)/.test(path));
  writeFiles(root, otherGreeting);

  await synthesis(both);

  const after = Object.keys(contentOf(outputDirectory)).filter((path) => /^(artifacts|source-maps)/.test(path));
  expect(after).toHaveLength(2);
  expect(after.filter((path) => before.includes(path))).toEqual([]);
});

it("never touches what Terraform keeps in the folder of a stack, even if the stack is gone", async () => {
  const { outputDirectory, synthesis } = await project();
  await synthesis(both);
  const kept = {
    "stacks/system-dev/.terraform/providers/x": "provider",
    "stacks/system-dev/.terraform.lock.hcl": "lock",
    "stacks/system-dev/terraform.tfstate": "state",
    "stacks/system-prod/.terraform.lock.hcl": "lock",
  };
  writeFiles(outputDirectory, kept);

  await synthesis([definition("prod")]);

  const after = contentOf(outputDirectory);
  expect(after).toMatchObject(kept);
  expect(after).not.toHaveProperty(["stacks/system-dev/cdk.tf.json"]);
  expect(Object.keys(manifestOf(outputDirectory).stacks)).toEqual(["system-prod"]);
});

it("removes what a run left behind that was killed an hour ago, but not that of a run which may still work", async () => {
  const { outputDirectory, synthesis } = await project();
  writeFiles(outputDirectory, { ".staging-old/assembly/x": "", ".staging-new/assembly/x": "" });
  const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
  utimesSync(join(outputDirectory, ".staging-old"), twoHoursAgo, twoHoursAgo);

  await synthesis(both);

  expect(readdirSync(outputDirectory).filter((name) => name.startsWith("."))).toEqual([".staging-new"]);
});

it("removes the folder of a stack that is gone if nothing of Terraform's is in it", async () => {
  const { outputDirectory, synthesis } = await project();
  await synthesis(both);

  await synthesis([definition("prod")]);

  expect(readdirSync(join(outputDirectory, "stacks"))).toEqual(["system-prod"]);
});

it("leaves no output folder behind where there was none and the synthesis failed", async () => {
  const { outputDirectory, synthesis } = await project();
  const broken = definition("dev", { addTo: () => Promise.reject(new Error("no such table")) });

  await expect(synthesis([broken])).rejects.toThrow("no such table");

  expect(existsSync(outputDirectory)).toBe(false);
});

it("only looks, where nothing is to be published", async () => {
  const { root, outputDirectory } = await project();

  const { stacks } = await synthesize({ root, outputDirectory, definitions: both, published: false });

  expect(stacks.map(({ name }) => name)).toEqual(["system-dev", "system-prod"]);
  expect(existsSync(outputDirectory)).toBe(false);
});

it("serves runs at the same time: the output is that of one of them, complete", async () => {
  const { root, outputDirectory, synthesis } = await project();
  await synthesis(both);
  const one = contentOf(outputDirectory);
  writeFiles(root, otherGreeting);
  await settle();

  await Promise.all(Array.from({ length: 6 }, () => synthesis(both)));

  const after = contentOf(outputDirectory);
  expect(Object.keys(after)).toHaveLength(Object.keys(one).length);
  const { resource } = JSON.parse(after["stacks/system-dev/cdk.tf.json"] ?? "");
  expect(after).toHaveProperty([resource.aws_s3_object.one.source.slice(21)]);
});

it("waits while another run publishes", async () => {
  const { outputDirectory, synthesis } = await project();
  mkdirSync(join(outputDirectory, ".publishing"), { recursive: true });
  let finished = false;

  const run = synthesis(both).then(() => {
    finished = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));

  expect(finished).toBe(false);
  rmSync(join(outputDirectory, ".publishing"), { recursive: true });
  await run;
  expect(existsSync(join(outputDirectory, "manifest.json"))).toBe(true);
});
