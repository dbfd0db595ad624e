import { asText, blocks, number, type Resource } from "../resource.ts";
import { eachOf, type Rule, type Violation } from "../rule.ts";

/** S3 moves nothing into these classes before it is this old, days (S3 user guide, lifecycle transitions). */
const earliestDays = 30;
const infrequentAccess = ["STANDARD_IA", "ONEZONE_IA"];

export const transitionDays: Rule = {
  id: "transition-days",
  wrong: "Objects are to move to a class for infrequent access before they are 30 days old.",
  matters: "S3 refuses the lifecycle configuration; the emulator takes it.",
  remedy: "Move them after 30 days at the earliest.",
  requirements: ["AWS"],
  check: eachOf("aws_s3_bucket_lifecycle_configuration", ({ body }) => {
    const moves = blocks(body.rule).flatMap(transitions);
    if (moves.length === 0) return "not applicable";
    return moves.flatMap(({ path, storageClass, days }): readonly Violation[] =>
      infrequentAccess.includes(storageClass) && days !== undefined && days < earliestDays
        ? [{ path, found: `${storageClass} after ${days} days`, expected: `after at least ${earliestDays} days` }]
        : [],
    );
  }),
};

function transitions(rule: Resource["body"], index: number) {
  return [
    ...blocks(rule.transition).map((each) => ({ ...each, at: `rule[${index}].transition`, age: each.days })),
    ...blocks(rule.noncurrent_version_transition).map((each) => ({
      ...each,
      at: `rule[${index}].noncurrent_version_transition`,
      age: each.noncurrent_days,
    })),
  ].map((each: Resource["body"]) => ({
    path: asText(each.at),
    storageClass: asText(each.storage_class),
    days: number(each.age),
  }));
}
