import { expect, it } from "vitest";
import { liftOverride, protectedResources } from "../../../rehearsal/terraform/lift-protection.ts";

it("protection by Terraform and by AWS is found, and lifted by an override that changes nothing else", () => {
  const stack = {
    resource: {
      aws_dynamodb_table: {
        items: { name: "items", deletion_protection_enabled: true, lifecycle: { prevent_destroy: true } },
      },
      aws_cognito_user_pool: { users: { deletion_protection: "ACTIVE" } },
      aws_kms_key: { key: { lifecycle: { prevent_destroy: true } } },
      aws_sqs_queue: { jobs: { lifecycle: { create_before_destroy: true } } },
    },
  };

  expect(liftOverride(protectedResources(stack))).toEqual({
    resource: {
      aws_dynamodb_table: { items: { deletion_protection_enabled: false, lifecycle: { prevent_destroy: false } } },
      aws_cognito_user_pool: { users: { deletion_protection: "INACTIVE" } },
      aws_kms_key: { key: { lifecycle: { prevent_destroy: false } } },
    },
  });
});

it("where nothing is protected there is nothing to lift", () => {
  expect(protectedResources({ resource: { aws_sqs_queue: { jobs: {} } } })).toEqual([]);
});
