import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { copyProject } from "./helpers/project-copy.ts";

const project = copyProject();
afterAll(() => project.remove());

const contract = `import { lambdaContract, noAlarm, schedule } from "../shared/contract/index.ts";
import { sentiment } from "../shared/sentiment/system.ts";

export const greeter = lambdaContract({
  system: sentiment,
  name: "greeter",
  purpose: "Says hello every day.",
  timeoutSeconds: 5,
  memoryMegabytes: 128,
  reservedConcurrency: 1,
  tracing: "x-ray",
  triggers: [schedule("rate(1 day)")],
  reaches: {},
  settings: {},
  metricTransport: "embedded",
  metrics: { Greetings: { unit: "Count", alarm: noAlarm("nobody misses a greeting") } },
  failurePaths: {},
  operations: {},
});
`;

const handler = `import { lambda } from "../shared/lambda.ts";
import { greeter } from "./contract.ts";

const { metrics, handler: handle } = lambda(greeter);

export const handler = handle(async () => {
  metrics.Greetings(1);
});
`;

it("takes one folder with two files and one line in a stack", { timeout: 60_000 }, () => {
  mkdirSync(join(project.folder, "lambdas/greeter"));
  writeFileSync(join(project.folder, "lambdas/greeter/contract.ts"), contract);
  writeFileSync(join(project.folder, "lambdas/greeter/handler.ts"), handler);
  appendFileSync(
    join(project.folder, "stacks/sentiment/functions.ts"),
    'export { greeter } from "../../lambdas/greeter/contract.ts";\n',
  );

  execFileSync(process.execPath, ["commands/run.mjs", "main.ts"], { cwd: project.folder, stdio: "pipe" });

  const stack = JSON.parse(readFileSync(join(project.folder, "cdktf.out/stacks/sentiment-prod/cdk.tf.json"), "utf8"));
  const of = (kind: string) => Object.values<Record<string, unknown>>(stack.resource[kind]);
  expect(of("aws_lambda_function")).toContainEqual(
    expect.objectContaining({ function_name: "prod-sentiment-greeter", timeout: 5 }),
  );
  expect(of("aws_cloudwatch_event_rule")).toContainEqual(
    expect.objectContaining({ schedule_expression: "rate(1 day)" }),
  );
  expect(of("aws_cloudwatch_log_group")).toContainEqual(
    expect.objectContaining({ name: "/aws/lambda/prod-sentiment-greeter" }),
  );
  const code = of("aws_s3_object").find(({ key }) => String(key).startsWith("greeter/"));
  const zip = String(code?.source).split("/").at(-1) ?? "";
  expect(existsSync(join(project.folder, "cdktf.out/artifacts", zip))).toBe(true);
});
