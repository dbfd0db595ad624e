import type { CheckedStack } from "../../guardrails/checked-stack.ts";
import type { Statement } from "../../guardrails/policies.ts";
import type { Resource } from "../../guardrails/resource.ts";

/** What a function may do, as its role's policies in the synthesized stack say it. */
export interface FunctionPermissions {
  /** Name of the function in Lambda. */
  readonly functionName: string;
  readonly statements: readonly PermissionStatement[];
  /** ARNs of attached policies that are not part of the stack: what they allow stands elsewhere. */
  readonly policiesElsewhere: readonly string[];
}

export interface PermissionStatement {
  readonly allows: boolean;
  readonly actions: readonly string[];
  /** ARNs, references replaced as far as they are known before a deployment. */
  readonly resources: readonly string[];
  /** `StringEquals kms:ViaService sns.us-east-1.amazonaws.com`. */
  readonly conditions: readonly string[];
  /** `NotAction` and the like, which turn the meaning of the others around. */
  readonly negations: readonly string[];
}

/** The permissions of every function of a stack, in the order of their names. */
export function permissionsOf(stack: CheckedStack): readonly FunctionPermissions[] {
  return stack
    .of("aws_lambda_function")
    .map((resource) => functionPermissions(stack, resource))
    .sort(({ functionName: a }, { functionName: b }) => (a < b ? -1 : 1));
}

function functionPermissions(stack: CheckedStack, lambda: Resource): FunctionPermissions {
  const role = stack.target(lambda.body.role);
  const ofRole = (resource: Resource) => role !== undefined && stack.target(resource.body.role) === role;
  const attached = stack.of("aws_iam_role_policy_attachment").filter(ofRole);
  const carriers = [
    ...(role === undefined ? [] : [role]),
    ...stack.of("aws_iam_role_policy").filter(ofRole),
    ...attached.flatMap(({ body }) => stack.target(body.policy_arn) ?? []),
  ];
  const policies = stack.policies.filter(({ resource, form }) => form === "identity" && carriers.includes(resource));
  return {
    functionName: stack.text(lambda.body.function_name) ?? lambda.name,
    statements: policies.flatMap(({ statements = [] }) => statements.map((each) => permissionStatement(stack, each))),
    policiesElsewhere: attached
      .filter(({ body }) => stack.target(body.policy_arn) === undefined)
      .map(({ body }) => String(body.policy_arn)),
  };
}

function permissionStatement(stack: CheckedStack, statement: Statement): PermissionStatement {
  const { allows, actions, resources, conditions, negations } = statement;
  return {
    allows,
    actions,
    resources: resources.map((resource) => stack.text(resource) ?? resource),
    conditions: conditions.map(({ operator, key, values }) => `${operator} ${key} ${values.join(" or ")}`),
    negations,
  };
}
