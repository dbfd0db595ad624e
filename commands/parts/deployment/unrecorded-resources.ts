import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { providerRequirement } from "../../../modules/terraform/provider-requirement.ts";
import { terraform } from "../../../rehearsal/terraform/terraform.ts";
import type { DeployableStack } from "./deployable-stack.ts";
import { plainText } from "./explain-failure.ts";
import { importCommand } from "./import-command.ts";

/** What a run that was killed may have left in the account, as far as it can be seen. */
export type Unrecorded = { readonly arns: readonly string[] } | { readonly unknownBecause: string };

/**
 * Looks for what exists in the account and is not in the state: everything with the stack's tags, in each of its regions,
 * and IAM roles with the names that the stack has. Terraform itself is asked, with the stack's own provider and
 * credentials, because nothing else here speaks to AWS. It takes no lock and writes no state.
 */
export async function unrecordedResources(stack: DeployableStack, signal: AbortSignal): Promise<Unrecorded> {
  const existing = await existingArns(stack, signal);
  if (!Array.isArray(existing)) return { unknownBecause: String(existing) };
  const { status, stdout, stderr } = await terraform(stack.directory, ["state", "pull"], { signal });
  if (status !== 0) return { unknownBecause: firstLine(stderr) };
  const recorded = new Set(recordedArns(stdout));
  return { arns: existing.filter((arn) => !recorded.has(arn)) };
}

/** The same in words, with the commands that take over what can be taken over by its name. */
export function unrecordedText(unrecorded: Unrecorded, { name, directory, json }: DeployableStack): string {
  if ("unknownBecause" in unrecorded)
    return `What exists of ${name} without being in its state could not be listed: ${unrecorded.unknownBecause}`;
  const { arns } = unrecorded;
  if (arns.length === 0) return `Nothing was found that exists of ${name} without being in its state. ${blindSpots}`;
  return [
    `These exist in the account and are not in the state of ${name}. A run that is alive may still write them down; what a run that is gone has left must be taken over in ${directory}, or deleted:`,
    ...arns.flatMap((arn) => {
      const command = importCommand(arn, json);
      return [`  ${arn}`, ...(command === undefined ? [] : [`    ${command}`])];
    }),
    blindSpots,
  ].join("\n");
}

const blindSpots =
  "Not seen by this: what has no tags, such as policies of roles, permissions, subscriptions and settings of buckets (deployed again, most of them are simply written again), and what AWS has made within the last seconds.";

/** The configuration that asks; a text where the answer cannot be had. */
async function existingArns(stack: DeployableStack, signal: AbortSignal): Promise<readonly string[] | string> {
  const scratch = join(stack.directory, "..", "..", "existing", stack.name);
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  try {
    writeFileSync(join(scratch, "existing.tf.json"), JSON.stringify(existingConfiguration(stack), null, 2));
    // The stack's own copy of the provider: half a gigabyte that need not be fetched again.
    const providers = resolve(stack.directory, ".terraform", "providers");
    const source = existsSync(providers) ? [`-plugin-dir=${providers}`] : [];
    const init = await terraform(scratch, ["init", "-input=false", "-no-color", ...source], { signal });
    if (init.status !== 0) return firstLine(init.stderr);
    const asked = await terraform(scratch, ["apply", "-auto-approve", "-json", "-input=false"], { signal });
    return arnsIn(asked.stdout.split("\n")) ?? firstError(asked.stdout.split("\n"));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface ProviderBlock {
  readonly alias?: string;
  readonly default_tags?: readonly { readonly tags: Readonly<Record<string, string>> }[];
}

/** Data sources alone: what has the stack's tags in each region, and the roles that have its names. */
export function existingConfiguration({ json }: Pick<DeployableStack, "json">) {
  const { aws = [] } = (json.provider ?? {}) as { readonly aws?: readonly ProviderBlock[] };
  const tagged = aws.map(({ alias, default_tags = [] }) => ({
    ...(alias === undefined ? {} : { provider: `aws.${alias}` }),
    tag_filter: Object.entries(default_tags[0]?.tags ?? {}).map(([key, value]) => ({ key, values: [value] })),
  }));
  const roles = Object.values(json.resource?.aws_iam_role ?? {}).flatMap(({ name }) =>
    typeof name === "string" ? [name] : [],
  );
  return {
    terraform: { required_providers: { aws: providerRequirement } },
    provider: { aws },
    data: {
      aws_resourcegroupstaggingapi_resources: Object.fromEntries(tagged.map((each, index) => [`tagged${index}`, each])),
      ...(roles.length === 0 ? {} : { aws_iam_roles: { named: { name_regex: `^(${roles.join("|")})$` } } }),
    },
    output: {
      arns: {
        value: [
          ...tagged.map(
            (_, index) =>
              `\${data.aws_resourcegroupstaggingapi_resources.tagged${index}.resource_tag_mapping_list[*].resource_arn}`,
          ),
          ...(roles.length === 0 ? [] : [`\${tolist(data.aws_iam_roles.named.arns)}`]),
        ],
      },
    },
  };
}

interface Message {
  readonly type?: string;
  readonly outputs?: { readonly arns?: { readonly value?: readonly (readonly string[])[] } };
  readonly diagnostic?: { readonly severity: string; readonly summary: string };
}

/** The ARNs in what `apply -json` says; undefined where it did not get that far. */
function arnsIn(lines: readonly string[]): readonly string[] | undefined {
  const value = messagesIn(lines).findLast(({ outputs }) => outputs?.arns?.value !== undefined)?.outputs?.arns?.value;
  return value === undefined ? undefined : [...new Set(value.flat().map(comparable))].sort();
}

function firstError(lines: readonly string[]): string {
  const error = messagesIn(lines).find(({ diagnostic }) => diagnostic?.severity === "error");
  return error?.diagnostic?.summary.replaceAll(/\s+/g, " ") ?? "Terraform gave no answer";
}

function messagesIn(lines: readonly string[]): readonly Message[] {
  return lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as Message);
}

interface State {
  readonly resources?: readonly {
    readonly instances?: readonly { readonly attributes?: { readonly arn?: unknown } }[];
  }[];
}

/** ARNs that a state knows; a state that was never written is empty. */
function recordedArns(text: string): readonly string[] {
  if (text.trim() === "") return [];
  const { resources = [] } = JSON.parse(text) as State;
  return resources
    .flatMap(({ instances = [] }) => instances.map(({ attributes }) => attributes?.arn))
    .filter((arn) => typeof arn === "string")
    .map(comparable);
}

/** Log groups have two forms of ARN, one of which ends with all their streams. */
function comparable(arn: string): string {
  return arn.replace(/:\*$/, "");
}

function firstLine(complaint: string): string {
  return (
    plainText(complaint)
      .trim()
      .split("\n")
      .find((line) => line.trim() !== "") ?? "Terraform says nothing"
  );
}
