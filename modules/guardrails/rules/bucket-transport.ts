import { eachOf, type Rule, violationIf } from "../rule.ts";

export const bucketTransport: Rule = {
  id: "bucket-transport",
  wrong: "A bucket takes requests that are not encrypted.",
  matters: "Code that is deployed from it can be read and changed on its way.",
  remedy: 'Deny "s3:*" to everybody where aws:SecureTransport is false.',
  requirements: [],
  check: eachOf("aws_s3_bucket", (bucket, stack) => {
    const denies = stack.policies
      .filter(
        ({ resource: { kind, body } }) =>
          kind === "aws_s3_bucket_policy" && stack.text(body.bucket) === stack.text(bucket.body.bucket),
      )
      .flatMap(({ statements = [] }) => statements)
      .some(
        ({ allows, actions, principals, conditions }) =>
          !allows &&
          actions.includes("s3:*") &&
          Object.values(principals).flat().includes("*") &&
          conditions.some(({ key, values }) => key.toLowerCase() === "aws:securetransport" && values.includes("false")),
      );
    return violationIf(!denies, { found: "no such statement", expected: "a policy that denies unencrypted requests" });
  }),
};
