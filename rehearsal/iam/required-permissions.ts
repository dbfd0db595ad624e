import type { RequestContext } from "./conditions.ts";
import { NotUnderstoodError } from "./not-understood.ts";
import { dynamoDbPermissions } from "./services/dynamodb.ts";
import { lambdaPermissions } from "./services/lambda.ts";
import { logsPermissions } from "./services/logs.ts";
import { cloudWatchPermissions } from "./services/monitoring.ts";
import { s3Permissions } from "./services/s3.ts";
import { secretsPermissions } from "./services/secretsmanager.ts";
import { snsPermissions } from "./services/sns.ts";
import { sqsPermissions } from "./services/sqs.ts";
import { stsPermissions } from "./services/sts.ts";
import { xRayPermissions } from "./services/xray.ts";
import type { SignedCall } from "./signed-call.ts";

/** One permission that a call takes. */
export interface RequiredPermission {
  readonly action: string;
  /** ARN, or `*` for an action that takes no resource. */
  readonly resource: string;
  /** Values of the condition keys that are the service's own. Default: none. */
  readonly context?: RequestContext;
}

/** Says which permissions a call takes, or undefined where it does not know the operation. */
export type ServicePermissions = (call: SignedCall, accountId: string) => readonly RequiredPermission[] | undefined;

const services: Readonly<Record<string, ServicePermissions>> = {
  dynamodb: dynamoDbPermissions,
  lambda: lambdaPermissions,
  logs: logsPermissions,
  monitoring: cloudWatchPermissions,
  s3: s3Permissions,
  secretsmanager: secretsPermissions,
  sns: snsPermissions,
  sqs: sqsPermissions,
  sts: stsPermissions,
  xray: xRayPermissions,
};

/**
 * The permissions that a call takes, all of them.
 *
 * @throws NotUnderstoodError where the service or the operation is not known here, or its parameters are not what it takes.
 */
export function requiredPermissions(call: SignedCall, accountId: string): readonly RequiredPermission[] {
  const service = Object.hasOwn(services, call.service) ? services[call.service] : undefined;
  const required = service?.(call, accountId);
  if (required === undefined) throw new NotUnderstoodError(`the operation ${call.operation} of ${call.service}`);
  return required;
}
