import { textParameter } from "../parameters.ts";
import type { ServicePermissions } from "../required-permissions.ts";

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
export const logsPermissions: ServicePermissions = (call, accountId) => {
  const { operation, region } = call;
  if (operation !== "CreateLogStream" && operation !== "PutLogEvents") return undefined;
  const [group, stream] = [textParameter(call, "logGroupName"), textParameter(call, "logStreamName")];
  const resource = `arn:aws:logs:${region}:${accountId}:log-group:${group}:log-stream:${stream}`;
  return [{ action: `logs:${operation}`, resource }];
};
