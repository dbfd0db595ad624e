import { asText } from "../resource.ts";
import { eachOf, type Rule } from "../rule.ts";

const switches = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

export const bucketPublicAccess: Rule = {
  id: "bucket-public-access",
  wrong: "A bucket can be opened to the public.",
  matters: "One wrong policy or access list is enough, and then everybody reads what is in it.",
  remedy: "Add a public access block with all four switches on.",
  requirements: [],
  check: eachOf("aws_s3_bucket", (bucket, stack) => {
    const guard = stack
      .of("aws_s3_bucket_public_access_block")
      .find(({ body }) => stack.text(body.bucket) === stack.text(bucket.body.bucket));
    if (guard === undefined) return [{ found: "no public access block", expected: "one with all switches on" }];
    return switches
      .filter((each) => guard.body[each] !== true)
      .map((each) => ({ path: `${guard.address}.${each}`, found: asText(guard.body[each]), expected: "true" }));
  }),
};
