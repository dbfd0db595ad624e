import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Annotations, type TerraformStack } from "cdktf";
import { expect, it } from "vitest";
import { metrics } from "../../../lambdas/metrics/contract.ts";
import { noTraffic } from "../../../modules/cost/expected-traffic.ts";
import { refuseProblems } from "../../../modules/problem.ts";
import type { StackDefinition } from "../../../modules/synthesis/stack-definition.ts";
import { contentOf, writeFiles } from "../../helpers/temporary-project.ts";
import { both, definition, otherGreeting, project } from "./synthesis-project.ts";

const board = (name: string) => ({ dashboard_name: `test-system-${name}`, dashboard_body: "{}" });

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
