import type { ServicePermissions } from "../required-permissions.ts";

/** Everybody may ask who he is. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const stsPermissions: ServicePermissions = ({ operation }) =>
  operation === "GetCallerIdentity" ? [] : undefined;
