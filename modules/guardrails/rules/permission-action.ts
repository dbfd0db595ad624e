import { nearest } from "../../nearest.ts";
import { iamAction, iamActionsOf } from "../iam-actions.ts";
import { eachOf, type Rule } from "../rule.ts";

export const permissionAction: Rule = {
  id: "permission-action",
  wrong: "A permission allows an action that Lambda does not have.",
  matters: "AWS refuses it in the middle of a deployment, or it allows nothing.",
  remedy: "Name the action that the trigger needs, mostly lambda:InvokeFunction.",
  requirements: ["AWS"],
  check: eachOf("aws_lambda_permission", ({ body }, stack) => {
    const action = stack.text(body.action) ?? "";
    const known = action.startsWith("lambda:") && iamAction(action) === "takes a resource" && !action.includes("*");
    if (known) return [];
    const expected = nearest(action, iamActionsOf("lambda")) ?? "lambda:InvokeFunction";
    return [{ path: "action", found: JSON.stringify(action), expected }];
  }),
};
