import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function/index.js";
import type { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission/index.js";

/**
 * Attributes that the provider gained after the bindings were frozen at 6.25. They are set by override, here and
 * nowhere else, and are the schema check's only exceptions.
 */
export const newerAttributes = {
  /** Provider 6.28.0: without it a new public function URL answers 403, or must be opened to every caller. */
  aws_lambda_permission: ["invoked_via_function_url"],
  /** Provider 6.27.0: without it code that was changed outside of Terraform is never noticed. */
  aws_lambda_function: ["code_sha256"],
} as const;

/** Lets a permission apply to calls through the function's URL alone. */
export function onlyThroughFunctionUrl(permission: LambdaPermission): void {
  permission.addOverride(newerAttributes.aws_lambda_permission[0], true);
}

/** Makes the plan notice code that is not the packaged code. `sha256` is the base64 SHA-256 of the zip. */
export function expectCode(lambdaFunction: LambdaFunction, sha256: string): void {
  lambdaFunction.addOverride(newerAttributes.aws_lambda_function[0], sha256);
}
