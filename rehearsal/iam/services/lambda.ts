import type { ServicePermissions } from "../required-permissions.ts";

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
export const lambdaPermissions: ServicePermissions = ({ operation, region, url }, accountId) => {
  const [, named] = /^POST \/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(operation) ?? [];
  if (named === undefined) return undefined;
  const name = decodeURIComponent(named);
  const qualifier = new URL(url, "http://localhost").searchParams.get("Qualifier");
  const own = `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  const resource = name.startsWith("arn:aws:lambda:") ? name : own;
  return [{ action: "lambda:InvokeFunction", resource: qualifier === null ? resource : `${resource}:${qualifier}` }];
};
