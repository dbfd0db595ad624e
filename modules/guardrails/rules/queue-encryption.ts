import { asText } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const queueEncryption: Rule = {
  id: "queue-encryption",
  wrong: "A queue is not encrypted.",
  matters: "What failed lies there for days, with all that it holds.",
  remedy: "Set sqs_managed_sse_enabled, or a key.",
  requirements: [],
  check: eachOf("aws_sqs_queue", ({ body: { sqs_managed_sse_enabled: managed, kms_master_key_id: key } }) =>
    violationIf(managed !== true && key === undefined, {
      path: "sqs_managed_sse_enabled",
      found: asText(managed ?? "nothing"),
      expected: "true, or kms_master_key_id",
    }),
  ),
};
