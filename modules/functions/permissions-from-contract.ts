import {
  type LambdaContract,
  metricNamespace,
  type Reach,
  reliabilityBranch,
} from "../../lambdas/shared/contract/index.ts";
import type { PolicyStatement } from "../security/policy-document.ts";
import { offered, type ReachableResources } from "./resources.ts";

export type { PolicyStatement };

/** What X-Ray's daemon and SDK send; none of these actions takes a resource. */
export const xRayWriteActions = [
  "xray:PutTraceSegments",
  "xray:PutTelemetryRecords",
  "xray:GetSamplingRules",
  "xray:GetSamplingTargets",
  "xray:GetSamplingStatisticSummaries",
] as const;

/** The least that a contract needs: its log group, what it reaches, the key behind that, its own metrics. */
export function permissions(
  contract: LambdaContract,
  resources: ReachableResources,
  logGroupArn: string,
  region: string,
): readonly PolicyStatement[] {
  return [
    {
      Sid: "WriteOwnLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: [`${logGroupArn}:*`],
    },
    ...Object.entries(contract.reaches).flatMap(([variable, reach]) =>
      reachStatements(contract, variable, reach, resources),
    ),
    ...keyStatements(contract, resources, region),
    ...deadLetterStatements(contract, resources),
    ...metricStatements(contract),
  ];
}

function reachStatements(
  contract: LambdaContract,
  variable: string,
  reach: Reach,
  resources: ReachableResources,
): readonly PolicyStatement[] {
  const place = `${contract.name} contract, ${variable}`;
  const Sid = sidOf(variable);
  switch (reach.kind) {
    case "table": {
      const { arn } = offered(place, "tables", reach.table.name, resources);
      const indexes = reach.queriedIndexes.map((index) => `${arn}/index/${index}`);
      return [...allow(Sid, reach.actions, [arn]), ...allow(`${Sid}Indexes`, ["dynamodb:Query"], indexes)];
    }
    case "topic":
      return allow(Sid, reach.actions, [offered(place, "topics", reach.topic.name, resources).arn]);
    case "secret":
      return allow(Sid, reach.actions, [offered(place, "secrets", reach.secret.name, resources).arn]);
    case "function-url":
      return [];
  }
}

/** Topics and secrets are encrypted: publishing needs a data key, reading needs to decrypt, each through its service. */
function keyStatements(
  contract: LambdaContract,
  { keyArn }: ReachableResources,
  region: string,
): readonly PolicyStatement[] {
  const kinds = new Set(Object.values(contract.reaches).map(({ kind }) => kind));
  const through = (service: string) => ({ StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` } });
  return [
    ...(kinds.has("topic")
      ? allow("EncryptMessages", ["kms:GenerateDataKey", "kms:Decrypt"], [keyArn], through("sns"))
      : []),
    ...(kinds.has("secret") ? allow("DecryptSecrets", ["kms:Decrypt"], [keyArn], through("secretsmanager")) : []),
  ];
}

function deadLetterStatements(contract: LambdaContract, resources: ReachableResources): readonly PolicyStatement[] {
  if (contract.deadLetterQueue === undefined) return [];
  const { arn } = offered(
    `${contract.name} contract, deadLetterQueue`,
    "queues",
    contract.deadLetterQueue.name,
    resources,
  );
  return allow("KeepFailedEvents", ["sqs:SendMessage"], [arn]);
}

/** PutMetricData takes no resource; the condition holds it to the namespaces that the contract names. */
function metricStatements(contract: LambdaContract): readonly PolicyStatement[] {
  if (contract.metricTransport !== "api") return [];
  const declared = Object.values(contract.metrics).map(({ branch }) => metricNamespace(contract.system, branch));
  const silentFailures =
    Object.keys(contract.failurePaths).length > 0 ? [metricNamespace(contract.system, reliabilityBranch)] : [];
  const namespaces = [...new Set([...declared, ...silentFailures])].sort();
  return allow("PutMetrics", ["cloudwatch:PutMetricData"], ["*"], {
    StringEquals: { "cloudwatch:namespace": namespaces },
  });
}

function allow(
  Sid: string,
  Action: readonly string[],
  Resource: readonly string[],
  Condition?: PolicyStatement["Condition"],
): readonly PolicyStatement[] {
  if (Action.length === 0 || Resource.length === 0) return [];
  return [{ Sid, Effect: "Allow", Action, Resource, ...(Condition === undefined ? {} : { Condition }) }];
}

/** `ITEMS_TABLE` as `ItemsTable`: statement ids take letters and digits only. */
function sidOf(variable: string): string {
  return variable
    .split("_")
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join("");
}
