import type { ServicePermissions } from "../required-permissions.ts";

const actions: Readonly<Record<string, string>> = {
  DELETE: "s3:DeleteObject",
  GET: "s3:GetObject",
  HEAD: "s3:GetObject",
  PUT: "s3:PutObject",
};

/** Parameters that an SDK adds and that change nothing; others choose another operation, or a version of an object. */
const meaningless = ["x-id"];

/**
 * Reads and writes of whole objects, with the bucket in the path. A copy reads another object too, and is left out.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export const s3Permissions: ServicePermissions = ({ operation, url, headerNames }) => {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const [, bucket, key] = /^\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
  const [method = ""] = operation.split(" ");
  const action = Object.hasOwn(actions, method) ? actions[method] : undefined;
  const isPlain = [...searchParams.keys()].every((name) => meaningless.includes(name));
  const isCopy = headerNames.includes("x-amz-copy-source");
  if (action === undefined || bucket === undefined || key === undefined || !isPlain || isCopy) return undefined;
  return [{ action, resource: `arn:aws:s3:::${bucket}/${decodeURIComponent(key)}` }];
};
