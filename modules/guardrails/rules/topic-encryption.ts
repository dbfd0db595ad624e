import { asText } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const topicEncryption: Rule = {
  id: "topic-encryption",
  wrong: "A topic is not encrypted, or under AWS's own key.",
  matters: "Messages lie readable; and to AWS's own key no other service can be let in, CloudWatch neither.",
  remedy: "Set kms_master_key_id to a key of the stack.",
  requirements: ["D26"],
  check: eachOf("aws_sns_topic", ({ body: { kms_master_key_id: key } }) =>
    violationIf(key === undefined || asText(key).includes("alias/aws/"), {
      path: "kms_master_key_id",
      found: JSON.stringify(key) ?? "nothing",
      expected: "a key of the stack",
    }),
  ),
};
