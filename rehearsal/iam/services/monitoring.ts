import { textParameter } from "../parameters.ts";
import type { ServicePermissions } from "../required-permissions.ts";

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html */
export const cloudWatchPermissions: ServicePermissions = (call) =>
  call.operation === "PutMetricData"
    ? [
        {
          action: "cloudwatch:PutMetricData",
          resource: "*",
          context: { "cloudwatch:namespace": textParameter(call, "Namespace") },
        },
      ]
    : undefined;
