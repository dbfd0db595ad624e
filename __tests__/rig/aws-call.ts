import type { IncomingMessage } from "node:http";
import type { EmittedMetric } from "../helpers/embedded-metrics.ts";

/** A call to AWS, or to whatever else the function took the endpoint for. */
export interface AwsCall {
  /** `DynamoDB`, `SNS`, `CloudWatch`, `SecretsManager`; `other` where it is none of these. */
  readonly service: AwsService | "other";
  /** Name of the operation; method and path where the service is `other`. */
  readonly operation: string;
  /** The request in the service's own notation: JSON, or for SNS the fields of its form. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Header X-Amzn-Trace-Id; undefined where there was none. */
  readonly traceHeader: string | undefined;
  /** What the attempts of one operation have in common; undefined where no SDK of AWS made the call. */
  readonly operationId: string | undefined;
  /** Key that signed the call; undefined where nothing was signed. */
  readonly accessKeyId: string | undefined;
  /** `performance.now` when the call had arrived. */
  readonly at: number;
}

export type AwsService = "DynamoDB" | "SNS" | "CloudWatch" | "SecretsManager";

/** Services by the first part of the header X-Amz-Target, without its version. */
const servicesByTarget: Readonly<Record<string, AwsService>> = {
  DynamoDB: "DynamoDB",
  GraniteServiceVersion: "CloudWatch",
  secretsmanager: "SecretsManager",
};

/** Reads a call. Services with JSON name the operation in a header, SNS in a field of its form. */
export function readCall(
  { method, url, headers }: Pick<IncomingMessage, "method" | "url" | "headers">,
  body: string,
): AwsCall {
  const common = {
    traceHeader: headers["x-amzn-trace-id"]?.toString(),
    operationId: headers["amz-sdk-invocation-id"]?.toString(),
    accessKeyId: /Credential=([^/]+)\//.exec(headers.authorization ?? "")?.[1],
    at: performance.now(),
  };
  const [, target = "", operation = ""] = /^([A-Za-z]+)[\d_]*\.(\w+)$/.exec(String(headers["x-amz-target"])) ?? [];
  const service = servicesByTarget[target];
  if (service !== undefined) return { ...common, service, operation, input: JSON.parse(body) };
  const form = new URLSearchParams(body);
  const action = form.get("Action");
  if (headers["content-type"]?.startsWith("application/x-www-form-urlencoded") && action !== null)
    return { ...common, service: "SNS", operation: action, input: Object.fromEntries(form) };
  return { ...common, service: "other", operation: `${method} ${url}`, input: { body } };
}

/** The values of a PutMetricData call; none where it is another call. */
export function metricsOfCall({ service, operation, input }: AwsCall): readonly EmittedMetric[] {
  if (service !== "CloudWatch" || operation !== "PutMetricData") return [];
  const { Namespace, MetricData } = input as unknown as PutMetricDataInput;
  return MetricData.map(({ MetricName, Unit, Value, Dimensions }) => ({
    namespace: Namespace,
    name: MetricName,
    unit: Unit,
    values: [Value],
    dimensions: Object.fromEntries(Dimensions.map((dimension) => [dimension.Name, dimension.Value])),
  }));
}

interface PutMetricDataInput {
  readonly Namespace: string;
  readonly MetricData: readonly {
    readonly MetricName: string;
    readonly Unit: string;
    readonly Value: number;
    readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  }[];
}
