import { functionOf } from "../functions.ts";
import { eachOf, type Rule } from "../rule.ts";

export const functionUrlPermission: Rule = {
  id: "function-url-permission",
  wrong: "A public function URL lacks one of the two permissions that it needs.",
  matters: "Since October 2025 both are needed: with one the URL answers every call with 403.",
  remedy:
    "Allow everybody lambda:InvokeFunctionUrl for the type NONE, and lambda:InvokeFunction through the URL alone.",
  requirements: ["AWS"],
  check: eachOf("aws_lambda_function_url", ({ body }, stack) => {
    const target = functionOf(body.function_name, stack);
    if (body.authorization_type !== "NONE" || target === undefined) return "not applicable";
    const given = stack
      .of("aws_lambda_permission")
      .filter((permission) => functionOf(permission.body.function_name, stack) === target)
      .filter((permission) => permission.body.principal === "*");
    const needed = [
      ["lambda:InvokeFunctionUrl", given.some(({ body: { function_url_auth_type: type } }) => type === "NONE")],
      ["lambda:InvokeFunction", given.some(({ body: { invoked_via_function_url: url } }) => url === true)],
    ] as const;
    return needed
      .filter(([, present]) => !present)
      .map(([action]) => ({ found: `no permission for ${action}`, expected: "one for everybody, through the URL" }));
  }),
};
