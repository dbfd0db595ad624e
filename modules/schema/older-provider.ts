import { newerAttributes } from "../functions/newer-attributes.ts";
import { platform } from "../functions/platform.ts";
import { declarationsOf } from "./declarations.ts";
import { asRecord } from "./location.ts";

/** The newest runtime that providers of 2025 know; newer ones are refused by name before AWS is ever asked. */
const olderRuntime = "nodejs22.x";

type Overrides = Record<string, Record<string, Record<string, unknown>>>;

/**
 * What makes an older AWS provider accept a stack: Terraform merges the content of a `*_override.tf.json` file beside
 * cdk.tf.json into it. `null` takes an attribute away that the older provider does not know.
 *
 * @param version the provider's version
 */
export function olderProviderOverride(stack: Readonly<Record<string, unknown>>, version: string) {
  const resource: Overrides = {};
  for (const { section, kind, name, body } of declarationsOf(stack)) {
    if (section === "data") continue;
    const changes = changesOf(kind, asRecord(body) ?? {});
    if (Object.keys(changes).length > 0) resource[kind] = { ...resource[kind], [name]: changes };
  }
  return {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version } } },
    ...(Object.keys(resource).length === 0 ? {} : { resource }),
  };
}

function changesOf(kind: string, body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const newer: Readonly<Record<string, readonly string[]>> = newerAttributes;
  const removed = (newer[kind] ?? []).filter((attribute) => attribute in body).map((attribute) => [attribute, null]);
  const runtime = kind === "aws_lambda_function" && body.runtime === platform.runtime;
  return { ...Object.fromEntries(removed), ...(runtime ? { runtime: olderRuntime } : {}) };
}
