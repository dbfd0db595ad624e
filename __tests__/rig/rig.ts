import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { SettingValues } from "../../modules/functions/environment-variables.ts";
import { type OtlpSink, openOtlpSink } from "../helpers/otlp-sink.ts";
import { emptyAccount } from "./aws-answer.ts";
import { type AwsEndpoint, openAwsEndpoint } from "./aws-endpoint.ts";
import { type FunctionOutput, readOutput } from "./function-output.ts";
import { startProcess } from "./function-process.ts";
import { deployedName, functionVariables } from "./function-variables.ts";
import type { Invocation, Outcome } from "./invocation.ts";
import { openRuntimeApi, type RuntimeCall } from "./runtime-api.ts";
import type { RuntimeClient } from "./runtime-clients.ts";
import { nodeOfSpan } from "./trace/span-node.ts";
import type { TraceNode } from "./trace/trace-node.ts";
import { nodesOfDocument } from "./trace/x-ray-node.ts";
import { unpackZip } from "./unpacked-zip.ts";
import { openXRaySink, type XRaySink } from "./x-ray-sink.ts";

export interface RigProps {
  /** The project's folder. */
  readonly root: string;
  readonly contract: LambdaContract;
  /** The packaged function. */
  readonly zip: Buffer;
  readonly client: RuntimeClient;
  /** Values of settings, beside their defaults; addresses may lie on the endpoint, whose URL is given. */
  readonly settings?: (awsUrl: string) => SettingValues;
  /** Variables that are different from what the stack and Lambda set; undefined: missing. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

/** One execution environment of a function: a process that takes one invocation after another. */
export interface Rig {
  readonly aws: AwsEndpoint;
  readonly xRay: XRaySink;
  /** The collector; only functions that trace with OpenTelemetry speak to it. */
  readonly collector: OtlpSink;
  /** Calls of the runtime client, in order. */
  readonly calls: readonly RuntimeCall[];
  readonly processId: number | undefined;
  /** Runs the function once. Never rejects: whatever happens is the outcome. */
  invoke(invocation: Invocation): Promise<Outcome>;
  /** Waits until the function has asked for the event after those that it was given, and so would be frozen. */
  idle(): Promise<void>;
  /** Everything that X-Ray would have got until now, in the order of arrival. */
  nodes(): readonly TraceNode[];
  /** What the function has written until now; all of it after `stop`. */
  output(): FunctionOutput;
  /** Ends the process and everything that stands around it. */
  stop(): Promise<void>;
}

/** Starts a packaged function under a runtime client, with AWS, the daemon of X-Ray, the collector and the Runtime API on this host. */
export async function startRig({ root, contract, zip, client, settings, variables = {} }: RigProps): Promise<Rig> {
  const [aws, xRay, collector] = await Promise.all([
    openAwsEndpoint(emptyAccount(contract)),
    openXRaySink(),
    openOtlpSink(),
  ]);
  const functionArn = `arn:aws:lambda:us-east-1:111122223333:function:${deployedName(contract)}`;
  const runtimeApi = await openRuntimeApi(functionArn);
  const { folder: taskRoot, remove } = unpackZip(zip);
  const closeAll = async () => {
    await Promise.all([aws.close(), xRay.close(), collector.close(), runtimeApi.close()]);
    remove();
  };
  try {
    const common = { root, client, taskRoot };
    const given = functionVariables({
      ...common,
      contract,
      settings: settings?.(aws.url) ?? {},
      runtimeApi: runtimeApi.address,
      awsUrl: aws.url,
    });
    // Each is translated once: thousands of invocations ask again and again.
    const nodes: TraceNode[] = [];
    let read = { documents: 0, spans: 0 };
    const ways = { AWS_XRAY_DAEMON_ADDRESS: xRay.address, ...collectorVariables(contract, collector) };
    const process = startProcess({ ...common, variables: definedOf({ ...given, ...ways, ...variables }) });
    void process.exited.then((exit) => runtimeApi.abandon({ kind: "exit", ...exit }));
    return {
      aws,
      xRay,
      collector,
      calls: runtimeApi.calls,
      processId: process.processId,
      idle: () => runtimeApi.idle(),
      nodes() {
        nodes.push(...xRay.documents.slice(read.documents).flatMap(nodesOfDocument));
        nodes.push(...collector.spans.slice(read.spans).map((span) => nodeOfSpan(span, contract)));
        read = { documents: xRay.documents.length, spans: collector.spans.length };
        return nodes;
      },
      output: () => readOutput(process.written()),
      async invoke(invocation) {
        const { timeoutMilliseconds = contract.timeoutSeconds * 1000, graceMilliseconds = 0 } = invocation;
        const timer = setTimeout(() => {
          runtimeApi.abandon({ kind: "timeout" });
          void process.stop();
        }, timeoutMilliseconds + graceMilliseconds);
        return runtimeApi.invoke({ ...invocation, timeoutMilliseconds }).finally(() => clearTimeout(timer));
      },
      async stop() {
        await process.stop();
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Where a function finds its collector, if it has one. */
function collectorVariables({ tracing }: LambdaContract, { url }: OtlpSink): Readonly<Record<string, string>> {
  return tracing === "open-telemetry" ? { OTEL_EXPORTER_OTLP_ENDPOINT: url } : {};
}

function definedOf(variables: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
