import { arnParameter } from "../parameters.ts";
import type { ServicePermissions } from "../required-permissions.ts";

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
export const secretsPermissions: ServicePermissions = (call) =>
  ["DescribeSecret", "GetSecretValue", "PutSecretValue"].includes(call.operation)
    ? [{ action: `secretsmanager:${call.operation}`, resource: arnParameter(call, "SecretId", "secretsmanager") }]
    : undefined;
