import { lambdaContract, noAlarm, schedule } from "../../../lambdas/shared/contract/index.ts";
import { account } from "./policy.ts";
import { data } from "./sound/data.ts";
import { functions } from "./sound/functions.ts";
import { messaging } from "./sound/messaging.ts";
import { watching } from "./sound/watching.ts";

/** What the function of the sound stack promises. */
export const workerContract = lambdaContract({
  system: { name: "jobs", metricNamespace: "Jobs" },
  name: "worker",
  purpose: "Does jobs.",
  timeoutSeconds: 60,
  memoryMegabytes: 256,
  reservedConcurrency: 1,
  tracing: "x-ray",
  triggers: [schedule("rate(5 minutes)")],
  reaches: {},
  settings: {},
  metrics: {
    JobsLost: { unit: "Count", alarm: noAlarm("only the rules matter") },
    JobsLate: { unit: "Count", dimensions: { Shift: ["day", "night"] }, alarm: noAlarm("only the rules matter") },
  },
  metricTransport: "embedded",
  failurePaths: { save_job: { operation: "save", loses: "a job", annotations: [] } },
  operations: { save: [] },
});

/** A stack in which every rule finds something to say, and nothing is wrong. */
export const soundStack = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "~> 6.29" } } },
  provider: {
    aws: [
      {
        region: "us-east-1",
        allowed_account_ids: [account],
        default_tags: [{ tags: { Project: "jobs", Environment: "dev", ManagedBy: "Terraform" } }],
      },
    ],
  },
  resource: { ...functions, ...messaging, ...data, ...watching },
} as const;

/** Content of the one zip that the sound stack deploys. */
export function zipContent(fileName: string): readonly string[] | undefined {
  return fileName === "worker-0123456789abcdef.zip" ? ["handler.mjs"] : undefined;
}
