import { arnParameter } from "../parameters.ts";
import type { ServicePermissions } from "../required-permissions.ts";

/** A batch takes the permission to publish. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html */
export const snsPermissions: ServicePermissions = (call) =>
  call.operation === "Publish" || call.operation === "PublishBatch"
    ? [{ action: "sns:Publish", resource: arnParameter(call, "TopicArn", "sns") }]
    : undefined;
