import { asText, block } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const tableRecovery: Rule = {
  id: "table-recovery",
  wrong: "A table cannot be set back to an earlier moment.",
  matters: "A wrong write by code is final.",
  remedy: "Enable point_in_time_recovery.",
  requirements: [],
  check: eachOf("aws_dynamodb_table", ({ body }) => {
    const { enabled } = block(body.point_in_time_recovery);
    return violationIf(enabled !== true, {
      path: "point_in_time_recovery.enabled",
      found: asText(enabled ?? "nothing"),
      expected: "true",
    });
  }),
};
