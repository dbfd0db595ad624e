import { eachOf, type Rule, violationIf } from "../rule.ts";

const valid = /^(?!xn--|sthree-|\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?<!-s3alias|--ol-s3)$/;

export const bucketName: Rule = {
  id: "bucket-name",
  wrong: "A bucket has a name that S3 does not take.",
  matters: "S3 refuses upper-case letters and underscores; nothing before does.",
  remedy: "Write 3 to 63 lower-case letters, digits, dots and dashes.",
  requirements: ["AWS"],
  check: eachOf("aws_s3_bucket", ({ body }, stack) => {
    const name = stack.text(body.bucket);
    if (name === undefined || name.includes("${")) return "not applicable";
    return violationIf(!valid.test(name), {
      path: "bucket",
      found: `"${name}"`,
      expected: "3 to 63 lower-case letters, digits, dots and dashes, letters or digits at both ends",
    });
  }),
};
