import { expect, it } from "vitest";
import { olderProviderOverride } from "../../../modules/schema/older-provider.ts";

const required_providers = { aws: { source: "hashicorp/aws", version: "5.100.0" } };

it("an older provider gets its own version, and nothing else where it understands everything", () => {
  const stack = {
    resource: { aws_sqs_queue: { jobs: { name: "jobs" } }, aws_lambda_function: { old: { runtime: "nodejs20.x" } } },
    data: { aws_lambda_function: { other: { runtime: "nodejs24.x" } } },
  };

  expect(olderProviderOverride(stack, "5.100.0")).toEqual({ terraform: { required_providers } });
});

it("an older provider gets an older runtime, and loses the attributes that are newer than it", () => {
  const stack = {
    resource: {
      aws_lambda_function: { a: { runtime: "nodejs24.x", code_sha256: "x" }, b: { runtime: "nodejs24.x" } },
      aws_lambda_permission: { p: { invoked_via_function_url: true }, q: {} },
    },
  };

  expect(olderProviderOverride(stack, "5.100.0")).toEqual({
    terraform: { required_providers },
    resource: {
      aws_lambda_function: { a: { runtime: "nodejs22.x", code_sha256: null }, b: { runtime: "nodejs22.x" } },
      aws_lambda_permission: { p: { invoked_via_function_url: null } },
    },
  });
});
