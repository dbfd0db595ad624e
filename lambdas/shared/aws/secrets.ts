import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Granted } from "../contract/index.ts";
import { currentTracing } from "../tracing/tracing.ts";
import { lazy } from "./lazy.ts";
import { callOptions, clientOptions } from "./retries-and-timeouts.ts";

/** How long a value is kept: long enough to spare calls, short enough to follow a rotation. */
const keepMilliseconds = 300_000;

/** A secret that cannot be used. Says which and why, never what it holds. */
export class SecretError extends Error {
  override readonly name = "SecretError";
}

const client = lazy(() => currentTracing().instrument(new SecretsManagerClient(clientOptions)));
const kept = new Map<string, { readonly fields: Readonly<Record<string, unknown>>; readonly until: number }>();

/**
 * One field of a secret's JSON.
 *
 * @throws SecretError where the secret has no text, is not JSON, or lacks the field.
 */
export async function readSecret(arn: Granted<"secretsmanager:GetSecretValue">, field: string): Promise<string> {
  const fields = await readFields(arn);
  const value = fields[field];
  if (typeof value !== "string" || value === "")
    throw new SecretError(`Secret ${lastPart(arn)} has no field ${field}.`);
  return value;
}

async function readFields(arn: Granted<"secretsmanager:GetSecretValue">): Promise<Readonly<Record<string, unknown>>> {
  const known = kept.get(arn);
  if (known !== undefined && known.until > Date.now()) return known.fields;
  const { SecretString } = await client().send(new GetSecretValueCommand({ SecretId: arn }), callOptions());
  const fields = parseFields(arn, SecretString);
  kept.set(arn, { fields, until: Date.now() + keepMilliseconds });
  return fields;
}

function parseFields(arn: string, text: string | undefined): Readonly<Record<string, unknown>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text ?? "");
  } catch {
    throw new SecretError(`Secret ${lastPart(arn)} is not JSON.`);
  }
  if (typeof parsed !== "object" || parsed === null)
    throw new SecretError(`Secret ${lastPart(arn)} is not a JSON object.`);
  return parsed as Readonly<Record<string, unknown>>;
}

function lastPart(arn: string): string {
  return arn.split(/[:/]/).at(-1) ?? "";
}
