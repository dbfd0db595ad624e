import { asText, block } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const tableEncryption: Rule = {
  id: "table-encryption",
  wrong: "A table is encrypted with a key that nobody in the account can see.",
  matters: "Who read the table cannot be followed in the key's log, and the key cannot be taken away.",
  remedy: "Enable server_side_encryption.",
  requirements: [],
  check: eachOf("aws_dynamodb_table", ({ body }) => {
    const { enabled } = block(body.server_side_encryption);
    return violationIf(enabled !== true, {
      path: "server_side_encryption.enabled",
      found: asText(enabled ?? "nothing"),
      expected: "true",
    });
  }),
};
