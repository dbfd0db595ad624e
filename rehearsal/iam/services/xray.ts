import type { ServicePermissions } from "../required-permissions.ts";

const actions: Readonly<Record<string, string>> = {
  "POST /GetSamplingRules": "xray:GetSamplingRules",
  "POST /SamplingStatisticSummaries": "xray:GetSamplingStatisticSummaries",
  "POST /SamplingTargets": "xray:GetSamplingTargets",
  "POST /TelemetryRecords": "xray:PutTelemetryRecords",
  "POST /TraceSegments": "xray:PutTraceSegments",
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html */
export const xRayPermissions: ServicePermissions = ({ operation }) => {
  const action = Object.hasOwn(actions, operation) ? actions[operation] : undefined;
  return action === undefined ? undefined : [{ action, resource: "*" }];
};
