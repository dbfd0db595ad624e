import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { environmentVariables, type SettingValues } from "../../modules/functions/environment-variables.ts";
import { platform } from "../../modules/functions/platform.ts";
import type { ReachableResources } from "../../modules/functions/resources.ts";
import { testValue } from "../helpers/test-value.ts";
import type { RuntimeClient } from "./runtime-clients.ts";

/** Name of the environment that functions of the rig are told to be in. */
export const rigEnvironment = "rig";

/** Name under which a function of the rig is deployed. */
export function deployedName({ system, name }: LambdaContract): string {
  return `${rigEnvironment}-${system.name}-${name}`;
}

/** Where a process of a function finds what Lambda gives it. */
export interface ProcessPlace {
  /** `host:port` of the Runtime API. */
  readonly runtimeApi: string;
  /** Where AWS calls go to. */
  readonly awsUrl: string;
  /** Folder of the unpacked zip. */
  readonly taskRoot: string;
}

export interface FunctionVariablesProps extends ProcessPlace {
  readonly contract: LambdaContract;
  /** Values of settings; each that has no default must be here. */
  readonly settings: SettingValues;
  readonly client: RuntimeClient;
}

export interface LambdaVariablesProps extends ProcessPlace {
  /** Name under which the function is deployed. */
  readonly name: string;
  readonly handler: string;
  readonly memoryMegabytes: number;
  readonly logGroup: string;
  readonly client: RuntimeClient;
  /** Keys of the function's role. */
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
}

/** Port of the discard service: what is sent there by UDP, nobody receives. */
const nobody = "127.0.0.1:9";

/**
 * The whole environment of a function: what the stack gives it, and what Lambda sets beside it. Nothing of this
 * process's own environment is in it, and no path leads to credentials of the person who runs it.
 *
 * @throws ProblemError where a setting is missing, unknown or malformed.
 */
export function functionVariables(props: FunctionVariablesProps): Readonly<Record<string, string>> {
  const { contract, settings, client, runtimeApi, awsUrl, taskRoot } = props;
  const name = deployedName(contract);
  return {
    ...environmentVariables(contract, rigEnvironment, settings, reachable(contract)),
    ...lambdaVariables({
      name,
      handler: platform.handler,
      memoryMegabytes: contract.memoryMegabytes,
      logGroup: `/aws/lambda/${name}`,
      client,
      keys: { accessKeyId: "rig", secretAccessKey: "rig" },
      runtimeApi,
      awsUrl,
      taskRoot,
    }),
  };
}

/** What Lambda sets beside the variables that a function was given; no path leads to credentials of anybody else. */
export function lambdaVariables(props: LambdaVariablesProps): Readonly<Record<string, string>> {
  const { name, handler, memoryMegabytes, logGroup, client, keys, runtimeApi, awsUrl, taskRoot } = props;
  return {
    _HANDLER: handler,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
    AWS_LAMBDA_LOG_GROUP_NAME: logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: "rig",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_FORMAT: "JSON",
    AWS_LAMBDA_LOG_LEVEL: "INFO",
    AWS_EXECUTION_ENV: client.executionEnvironment,
    AWS_XRAY_DAEMON_ADDRESS: nobody,
    LAMBDA_TASK_ROOT: taskRoot,
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...(keys.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: keys.sessionToken }),
    AWS_ENDPOINT_URL: awsUrl,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    HOME: taskRoot,
    TZ: ":UTC",
    LANG: "en_US.UTF-8",
  };
}

/** Everything that a contract reaches, as a stack would offer it. */
function reachable({ reaches }: LambdaContract): ReachableResources {
  const tables: Record<string, { readonly name: string; readonly arn: string }> = {};
  const topics: Record<string, { readonly arn: string }> = {};
  const secrets: Record<string, { readonly arn: string }> = {};
  for (const reach of Object.values(reaches)) {
    const value = testValue(reach);
    if (reach.kind === "table") tables[reach.table.name] = { name: value, arn: value };
    else if (reach.kind === "topic") topics[reach.topic.name] = { arn: value };
    else if (reach.kind === "secret") secrets[reach.secret.name] = { arn: value };
  }
  return {
    tables,
    topics,
    secrets,
    queues: {},
    functionUrl: (functionName) => testValue({ kind: "function-url", functionName, actions: [] }),
    keyArn: "arn:aws:kms:us-east-1:111122223333:key/rig",
  };
}
