import { createHash } from "node:crypto";
import { ProblemError } from "../../modules/problem.ts";
import type { EmulatedAws } from "./emulated-aws.ts";
import { found } from "./query-answer.ts";

/** Keys of an assumed role. */
export interface RoleKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** A function as it stands in an account, read back from there. */
export interface DeployedFunction {
  readonly name: string;
  readonly arn: string;
  /** ARN. */
  readonly role: string;
  /** Keys of that role. */
  readonly keys: RoleKeys;
  /** The bytes that Lambda has. */
  readonly zip: Buffer;
  readonly handler: string;
  /** Such as `nodejs24.x`. */
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** Invocations that may run at the same time; undefined: as many as the account allows. */
  readonly reservedConcurrency: number | undefined;
  /** ARNs. */
  readonly layers: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly logGroup: string;
}

interface Configuration {
  readonly FunctionArn: string;
  readonly Role: string;
  readonly Handler: string;
  readonly Runtime: string;
  readonly Timeout: number;
  readonly MemorySize: number;
  readonly CodeSha256: string;
  readonly Layers?: readonly { readonly Arn: string }[];
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
  readonly LoggingConfig?: { readonly LogGroup?: string };
}

/**
 * Reads a function back, with its code, and assumes its role.
 *
 * @throws ProblemError where it is not there, or its code is not what Lambda says that it is.
 */
export async function readFunction(aws: EmulatedAws, name: string): Promise<DeployedFunction> {
  const answer = await aws.read("lambda", `/2015-03-31/functions/${name}`);
  if (answer === undefined) throw new ProblemError([problem(name, "no such function", "a function that was deployed")]);
  const configuration = answer.Configuration as Configuration;
  const { Location } = answer.Code as { readonly Location: string };
  const zip = await aws.download(Location);
  const sha256 = createHash("sha256").update(zip).digest("base64");
  if (sha256 !== configuration.CodeSha256)
    throw new ProblemError([
      problem(name, `code with the hash ${sha256}`, `${configuration.CodeSha256}, as Lambda says`),
    ]);
  const concurrency = answer.Concurrency as { readonly ReservedConcurrentExecutions?: number } | undefined;
  return {
    name,
    arn: configuration.FunctionArn,
    role: configuration.Role,
    keys: await assumeRole(aws, configuration.Role),
    zip,
    handler: configuration.Handler,
    runtime: configuration.Runtime,
    timeoutSeconds: configuration.Timeout,
    memoryMegabytes: configuration.MemorySize,
    reservedConcurrency: concurrency?.ReservedConcurrentExecutions,
    layers: (configuration.Layers ?? []).map(({ Arn }) => Arn),
    variables: configuration.Environment?.Variables ?? {},
    logGroup: configuration.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
  };
}

async function assumeRole(aws: EmulatedAws, role: string): Promise<RoleKeys> {
  const form = { Action: "AssumeRole", Version: "2011-06-15", RoleArn: role, RoleSessionName: "rehearsal" };
  const answer = await aws.query("sts", form);
  const text = (name: string) => found(answer, name)?.text ?? "";
  return {
    accessKeyId: text("AccessKeyId"),
    secretAccessKey: text("SecretAccessKey"),
    sessionToken: text("SessionToken"),
  };
}

function problem(name: string, found: string, expected: string) {
  return { place: `${name}, run`, found, expected, remedy: "See what apply did to it; then deploy it again." };
}
