import type { CheckedStack } from "../checked-stack.ts";
import { nameAttribute } from "../known-text.ts";
import type { Resource } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

/** Kinds of which an account, in a region, has only one of a name. */
const kinds = [
  "aws_backup_vault",
  "aws_budgets_budget",
  "aws_cloudwatch_composite_alarm",
  "aws_cloudwatch_dashboard",
  "aws_cloudwatch_event_rule",
  "aws_cloudwatch_log_group",
  "aws_cloudwatch_metric_alarm",
  "aws_dynamodb_table",
  "aws_iam_policy",
  "aws_iam_role",
  "aws_kms_alias",
  "aws_lambda_function",
  "aws_rum_app_monitor",
  "aws_s3_bucket",
  "aws_secretsmanager_secret",
  "aws_sns_topic",
  "aws_sqs_queue",
  "aws_ssm_parameter",
  "aws_xray_group",
  "aws_xray_sampling_rule",
];

export const accountName: Rule = {
  id: "account-name",
  wrong: "Two resources of one account have the same name.",
  matters: "Alarms, rules and parameters overwrite each other without a word; everything else fails half-way.",
  remedy: "Put environment and system into the name, as modules/naming does.",
  requirements: ["AWS"],
  check: eachOf(kinds, (resource, stack) => {
    const holder = nameHolder(resource, stack);
    if (holder === undefined) return "not applicable";
    return violationIf(holder.resource !== resource, {
      path: nameAttribute(resource.kind),
      found: `"${nameOf(resource, stack)}", as ${holder.resource.address} of ${holder.stack.name} is called`,
      expected: "a name of its own",
    });
  }),
};

interface Holder {
  readonly resource: Resource;
  readonly stack: CheckedStack;
}

const kept = new WeakMap<readonly CheckedStack[], ReadonlyMap<string, Holder>>();

/** The first resource with the name of one; `undefined` where the name is known only after a deployment. */
function nameHolder(resource: Resource, stack: CheckedStack): Holder | undefined {
  const holders = kept.get(stack.stacks) ?? allHolders(stack.stacks);
  kept.set(stack.stacks, holders);
  return holders.get(keyOf(resource, stack));
}

function allHolders(stacks: readonly CheckedStack[]): ReadonlyMap<string, Holder> {
  const holders = new Map<string, Holder>();
  for (const stack of stacks) {
    for (const resource of kinds.flatMap((kind) => stack.of(kind))) {
      const key = keyOf(resource, stack);
      if (nameOf(resource, stack) !== undefined && !holders.has(key)) holders.set(key, { resource, stack });
    }
  }
  return holders;
}

function keyOf(resource: Resource, stack: CheckedStack): string {
  return [stack.accountId, stack.regionOf(resource), resource.kind, nameOf(resource, stack)].join(" ");
}

function nameOf({ kind, body }: Resource, stack: CheckedStack): string | undefined {
  const name = stack.text(body[nameAttribute(kind)]);
  return name?.includes("${") ? undefined : name;
}
