import { nearest } from "../../nearest.ts";
import { eachOf, type Rule } from "../rule.ts";
import { invokingServices, withoutRegion } from "../service-principals.ts";

const account = /^(?:\d{12}|arn:aws:(?:iam|sts)::\d{12}:.+)$/;

export const permissionPrincipal: Rule = {
  id: "permission-principal",
  wrong: "A permission names nobody who can invoke a function.",
  matters: "Lambda takes some misspelt principals, and then the trigger is refused for ever, in silence.",
  remedy: "Name the service as AWS spells it, an account or an ARN.",
  requirements: ["AWS"],
  check: eachOf("aws_lambda_permission", ({ body }, stack) => {
    const principal = stack.text(body.principal);
    if (principal === undefined || principal.includes("${")) return "not applicable";
    const known = principal === "*" || account.test(principal) || invokingServices.includes(withoutRegion(principal));
    if (known) return [];
    const expected = nearest(principal, invokingServices) ?? "a service that invokes functions, an account or an ARN";
    return [{ path: "principal", found: JSON.stringify(principal), expected }];
  }),
};
