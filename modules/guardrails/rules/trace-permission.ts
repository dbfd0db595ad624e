import { xRayWriteActions } from "../../functions/permissions-from-contract.ts";
import { policiesOfRole } from "../policy-checks.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

const managedPolicy = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess";

export const tracePermission: Rule = {
  id: "trace-permission",
  wrong: "The role of a function may not write traces.",
  matters: "X-Ray's daemon drops what it may not send, and the function never hears of it.",
  remedy: "Attach the stack's policy for traces to the role.",
  requirements: ["FR-017", "D26"],
  check: eachOf("aws_iam_role", (role, stack) => {
    const trusted = stack.policies.find(({ resource, form }) => resource === role && form === "trust");
    const isForFunctions = trusted?.statements?.some(({ principals }) =>
      principals.Service?.includes("lambda.amazonaws.com"),
    );
    const attachedByAws = stack
      .of("aws_iam_role_policy_attachment")
      .some(({ body }) => stack.target(body.role) === role && body.policy_arn === managedPolicy);
    if (isForFunctions !== true) return "not applicable";
    if (attachedByAws) return [];
    const allowed = policiesOfRole(role, stack)
      .flatMap(({ statements = [] }) => statements)
      .filter(({ allows }) => allows)
      .flatMap(({ actions }) => actions);
    const missing = xRayWriteActions.filter((action) => !allowed.includes(action) && !allowed.includes("xray:*"));
    return violationIf(missing.length > 0, {
      found: `no ${missing.join(", ")}`,
      expected: "all five of X-Ray's writers",
    });
  }),
};
