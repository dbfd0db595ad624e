import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { Annotations, type App, TerraformStack } from "cdktf";
import { expect, it } from "vitest";
import { metrics } from "../../../lambdas/metrics/contract.ts";
import { noTraffic } from "../../../modules/cost/expected-traffic.ts";
import type { Artifact } from "../../../modules/packaging/artifact.ts";
import { refuseProblems } from "../../../modules/problem.ts";
import type { StackDefinition } from "../../../modules/synthesis/stack-definition.ts";
import { synthesize } from "../../../modules/synthesis/synthesize.ts";
import { addAwsProvider } from "../../../modules/terraform/aws-provider.ts";
import { contentOf, settle, temporaryProject, writeFiles } from "../../helpers/temporary-project.ts";

const tags = { Project: "system", Environment: "test", ManagedBy: "Terraform" };

/** A stack that uploads the artifact of function `one`; `more` adds to its JSON. */
function definition(
  environment: string,
  changes: Partial<StackDefinition> & { readonly more?: (stack: TerraformStack) => void } = {},
): StackDefinition {
  const { more = () => {}, ...rest } = changes;
  return {
    name: `system-${environment}`,
    environment,
    production: false,
    functions: [{ contract: metrics, functionName: "one", entryPoint: "lambdas/one/handler.ts", files: {} }],
    check: () => {},
    addTo: async (app: App, artifacts: readonly Artifact[]) => {
      const stack = new TerraformStack(app, `system-${environment}`);
      addAwsProvider(stack, { region: "us-east-1", accountId: "111122223333", tags });
      stack.addOverride("resource.aws_s3_object.one", {
        bucket: "artifacts",
        key: "one.zip",
        source: `\${path.module}/../../artifacts/${artifacts[0]?.fileName}`,
      });
      more(stack);
    },
    ...rest,
  };
}

const board = (name: string) => ({ dashboard_name: `test-system-${name}`, dashboard_body: "{}" });

const both = [definition("dev"), definition("prod")];

/** A project, and a function that synthesizes it. */
async function project() {
  const root = await temporaryProject();
  const outputDirectory = join(root, "cdktf.out");
  const synthesis = (definitions: readonly StackDefinition[], environments?: readonly string[]) =>
    synthesize({ root, outputDirectory, definitions, ...(environments === undefined ? {} : { environments }) });
  return { root, outputDirectory, synthesis };
}

function manifestOf(outputDirectory: string) {
  return JSON.parse(readFileSync(join(outputDirectory, "manifest.json"), "utf8"));
}

const otherGreeting = { "lambdas/shared/greeting.ts": 'export const greeting = "good evening";' };

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

it("a bill above its budget is refused, and the previous output stays", async () => {
  const { outputDirectory, synthesis } = await project();
  await synthesis(both);
  const before = contentOf(outputDirectory);
  const dear = definition("dev", {
    observability: { dollars: 0.5, place: "environments/dev.ts, budget", traffic: noTraffic },
    more: (stack) => {
      for (const name of ["a", "b", "c"]) stack.addOverride(`resource.aws_cloudwatch_dashboard.${name}`, board(name));
    },
  });

  const refused = synthesis([dear, definition("prod")]);

  await expect(refused).rejects.toThrow(
    "environments/dev.ts, budget: found $9.00 a month for watching dev: dashboards $9.00, expected at most $0.50.",
  );
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

const wrongValue = {
  place: "environments/dev.ts, region",
  found: '"mars"',
  expected: "a region such as us-east-1",
  remedy: "Correct the value.",
};

it.each<[string, StackDefinition, RegExp]>([
  [
    "a wrong value in an environment",
    definition("dev", { check: () => refuseProblems([wrongValue]) }),
    /^environments\/dev\.ts, region: found "mars", expected a region such as us-east-1\. Correct the value\.$/,
  ],
  [
    "sources that cannot be bundled",
    definition("dev", {
      functions: [{ contract: metrics, functionName: "one", entryPoint: "lambdas/none/handler.ts", files: {} }],
    }),
    /^bundling: found an error: Could not resolve "lambdas\/none\/handler\.ts", expected code that can be bundled\./,
  ],
  [
    "a stack that cannot be made",
    definition("dev", { addTo: () => Promise.reject(new Error("no such table")) }),
    /^no such table$/,
  ],
  [
    "a construct that refuses what it was given",
    definition("dev", {
      more: (stack) =>
        stack.node.addValidation({ validate: () => ["the alarm has no action", "the role is too wide"] }),
    }),
    /^\[system-dev\] the alarm has no action\n\[system-dev\] the role is too wide$/,
  ],
  [
    "a construct that marks itself as wrong",
    definition("dev", { more: (stack) => Annotations.of(stack).addError("the topic has no subscriber") }),
    /^\[system-dev\] the topic has no subscriber$/,
  ],
  [
    "an artifact that does not exist",
    definition("dev", { more: (stack) => stack.addOverride("locals.zip", "../../artifacts/two-0.zip") }),
    /^stack system-dev: found a reference to the artifact two-0\.zip, expected one of one-[0-9a-f]{16}\.zip\. Refer to artifacts by the file name that packaging gives them\.$/,
  ],
  [
    "an attribute that the provider does not have",
    definition("dev", { more: (stack) => stack.addOverride("resource.aws_s3_object.one.buckett", "x") }),
    /^stack system-dev, aws_s3_object\.one: found unknown attribute or block "buckett", expected "bucket"\. /,
  ],
  [
    "a stack of another name",
    definition("dev", { name: "other" }),
    /^No stack of the name other was added to the app$/,
  ],
])("leaves the previous output untouched: %s", async (_, broken, message) => {
  const { root, outputDirectory, synthesis } = await project();
  await synthesis(both);
  const before = contentOf(outputDirectory);
  writeFiles(root, otherGreeting);

  const failure = await synthesis([definition("prod"), broken]).catch((error: unknown) => error);

  expect((failure as Error).message).toMatch(message);
  expect(contentOf(outputDirectory)).toEqual(before);
  expect(readdirSync(outputDirectory).filter((name) => name.startsWith("."))).toEqual([]);
});

it("leaves no output folder behind where there was none and the synthesis failed", async () => {
  const { outputDirectory, synthesis } = await project();
  const broken = definition("dev", { addTo: () => Promise.reject(new Error("no such table")) });

  await expect(synthesis([broken])).rejects.toThrow("no such table");

  expect(existsSync(outputDirectory)).toBe(false);
});

it("reports the wrong values of all environments in one error, before anything is built", async () => {
  const { root, synthesis } = await project();
  const wrong = (environment: string) =>
    definition(environment, { check: () => refuseProblems([{ ...wrongValue, place: environment }]) });

  await expect(synthesis([wrong("dev"), wrong("prod")])).rejects.toMatchObject({
    problems: [{ place: "dev" }, { place: "prod" }],
  });

  expect(existsSync(join(root, ".cache"))).toBe(false);
});

it("checks only the environments that are synthesized", async () => {
  const { synthesis } = await project();
  const wrong = definition("dev", { check: () => refuseProblems([wrongValue]) });

  const { stacks } = await synthesis([wrong, definition("prod")], ["prod"]);

  expect(stacks.map(({ name }) => name)).toEqual(["system-prod"]);
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

it("ends on an error annotation also under the cdktf CLI, which asks to carry on", async () => {
  const { outputDirectory, synthesis } = await project();
  const annotated = definition("dev", {
    more: (stack) => Annotations.of(stack).addError("the topic has no subscriber"),
  });

  const failure = await withVariable("CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS", () => synthesis([annotated]));

  expect(failure).toMatchObject({ message: "[system-dev] the topic has no subscriber" });
  expect(existsSync(outputDirectory)).toBe(false);
});

it("refuses HCL, which it could not check", async () => {
  const { synthesis } = await project();

  const failure = await withVariable("SYNTH_HCL_OUTPUT", () => synthesis(both));

  expect(failure).toHaveProperty(
    "message",
    "output format: found HCL (cdktf synth --hcl), expected JSON, which is checked before it is published. Leave --hcl out.",
  );
});

/** What a run fails with while an environment variable is "true", as the cdktf CLI sets it. */
async function withVariable(name: string, run: () => Promise<unknown>): Promise<unknown> {
  process.env[name] = "true";
  try {
    return await run().catch((error: unknown) => error);
  } finally {
    delete process.env[name];
  }
}

const openQueue = (stack: TerraformStack) =>
  stack.addOverride("resource.aws_sqs_queue.open", { name: "open", sqs_managed_sse_enabled: false });

it("holds stacks to the guardrails, reports them with the schema's problems and leaves the output as it was", async () => {
  const { outputDirectory, synthesis } = await project();
  await synthesis(both);
  const before = contentOf(outputDirectory);
  const more = (stack: TerraformStack) => {
    openQueue(stack);
    stack.addOverride("resource.aws_sqs_queue.misspelt", { nam: "misspelt", sqs_managed_sse_enabled: true });
  };

  const attempt = synthesis([definition("dev"), definition("prod", { more })]);

  await expect(attempt).rejects.toThrow(
    [
      'stack system-prod, aws_sqs_queue.misspelt: found unknown attribute or block "nam", expected "name". Correct or remove it.',
      "stack system-prod, aws_sqs_queue.open, sqs_managed_sse_enabled: found false, expected true, or kms_master_key_id. Set sqs_managed_sse_enabled, or a key. (guardrail queue-encryption)",
    ].join("\n"),
  );
  expect(contentOf(outputDirectory)).toEqual(before);
});

it("lets pass what a stack's definition excuses", async () => {
  const { synthesis } = await project();
  const exceptions = [{ rule: "queue-encryption", place: "aws_sqs_queue.open", reason: "holds public figures" }];

  const { stacks } = await synthesis([definition("dev", { more: openQueue, exceptions })]);

  expect(stacks.map(({ name }) => name)).toEqual(["system-dev"]);
});

it("knows what is in the zips, and who is in production", async () => {
  const { synthesis } = await project();
  const more = (stack: TerraformStack) => {
    stack.addOverride("resource.aws_lambda_function.one", {
      function_name: "one",
      role: "arn:aws:iam::111122223333:role/one",
      handler: "index.handler",
      s3_key: `\${aws_s3_object.one.key}`,
    });
    stack.addOverride("resource.aws_secretsmanager_secret.key", { name: "key" });
  };

  const attempt = synthesis([definition("prod", { more, production: true })]);

  await expect(attempt).rejects.toThrow(/"index\.handler", and in one-\w+\.zip only handler\.mjs,/);
  await expect(attempt).rejects.toThrow(/\(guardrail data-protection\)/);
});
