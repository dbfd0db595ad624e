import { json } from "../answer.ts";
import { jsonOf } from "../call.ts";
import type { ServiceSupplement } from "../service-supplement.ts";

/**
 * Roles of identity pools; the pools themselves are the emulator's.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html
 */
export const cognitoIdentity: ServiceSupplement = () => {
  const roles = new Map<string, Readonly<Record<string, unknown>>>();
  return {
    SetIdentityPoolRoles: (call) => {
      const { IdentityPoolId, Roles, RoleMappings } = jsonOf(call);
      roles.set(String(IdentityPoolId), { Roles, RoleMappings });
      return json({});
    },
    GetIdentityPoolRoles: (call) => {
      const { IdentityPoolId } = jsonOf(call);
      return json({ IdentityPoolId, ...roles.get(String(IdentityPoolId)) });
    },
  };
};
