import { asText } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const keyRotation: Rule = {
  id: "key-rotation",
  wrong: "A key is never renewed.",
  matters: "Everything that was ever encrypted hangs on the same bytes.",
  remedy: "Set enable_key_rotation.",
  requirements: [],
  check: eachOf("aws_kms_key", ({ body: { enable_key_rotation: rotates, key_usage: usage } }) =>
    usage !== undefined && usage !== "ENCRYPT_DECRYPT"
      ? "not applicable"
      : violationIf(rotates !== true, {
          path: "enable_key_rotation",
          found: asText(rotates ?? "nothing"),
          expected: "true",
        }),
  ),
};
