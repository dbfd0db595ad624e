// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import { xRayWriteActions } from "../../../../modules/functions/permissions-from-contract.ts";
import { account, policy } from "../policy.ts";
import type { Mistake, SoundVariant } from "./mistake.ts";

/** A second policy of the function's role, with one statement. */
const granted = (Action: readonly string[], Resource: readonly string[] = ["${aws_dynamodb_table.jobs.arn}"]) => ({
  aws_iam_policy: { more: { name: "dev-jobs-more", policy: policy({ Effect: "Allow", Action, Resource }) } },
});

const manyTables = Array.from(
  { length: 99 },
  (_, index) => `arn:aws:dynamodb:us-east-1:${account}:table/dev-jobs-${index}-items`,
);

export const policyMistakes: readonly Mistake[] = [
  {
    what: "an action that does not exist, s3:GetObjekt",
    unnoticedByTerraform: true,
    rule: "policy-action",
    change: granted(["s3:GetObjekt"], ["${aws_s3_bucket.code.arn}/*"]),
    found: 'the action "s3:GetObjekt"',
  },
  {
    what: "an action of a service that does not exist",
    rule: "policy-action",
    change: granted(["dynamo:GetItem"]),
    found: 'the action "dynamo:GetItem"',
  },
  {
    what: "an action of a service that is called like a part of JavaScript",
    rule: "policy-action",
    change: granted(["constructor:GetItem"]),
    found: 'the action "constructor:GetItem"',
  },
  {
    what: "a pattern of actions that none fits",
    rule: "policy-action",
    change: granted(["dynamodb:Fetch*"]),
    found: 'the action "dynamodb:Fetch*"',
    also: ["wildcard-action"],
  },
  {
    what: "a managed policy of more than 6,144 characters",
    unnoticedByTerraform: true,
    rule: "policy-size",
    change: granted(["dynamodb:GetItem", "dynamodb:Query"], [...manyTables, "${aws_dynamodb_table.jobs.arn}"]),
    found: "at least 6703 characters without white space",
  },
  {
    what: "actions by a pattern",
    rule: "wildcard-action",
    change: granted(["dynamodb:*"]),
    found: '"dynamodb:*"',
  },
  {
    what: "every action of every service",
    rule: "wildcard-action",
    change: granted(["*"]),
    found: '"*"',
  },
  {
    what: "all actions but some",
    rule: "wildcard-action",
    change: {
      aws_iam_policy: {
        more: {
          name: "dev-jobs-more",
          policy: policy({
            Effect: "Allow",
            NotAction: ["iam:PassRole"],
            Resource: ["${aws_dynamodb_table.jobs.arn}"],
          }),
        },
      },
    },
    found: '"NotAction"',
  },
  {
    what: "an action on every resource",
    rule: "wildcard-resource",
    change: granted(["dynamodb:GetItem"], ["*"]),
    found: '"dynamodb:GetItem" on every resource',
  },
  {
    what: "an action on one resource and on all",
    rule: "wildcard-resource",
    change: granted(["dynamodb:GetItem"], ["${aws_dynamodb_table.jobs.arn}", "*"]),
    found: '"dynamodb:GetItem" on every resource',
  },
  {
    what: "an action on every resource of a service",
    rule: "wildcard-resource",
    change: granted(["sns:Publish"], ["arn:aws:sns:us-east-1:111122223333:*"]),
    found: '"sns:Publish" on every resource',
  },
  {
    what: "metrics in every namespace",
    rule: "wildcard-resource",
    change: granted(["cloudwatch:PutMetricData"], ["*"]),
    found: '"cloudwatch:PutMetricData" in every namespace',
  },
  {
    what: "a policy inside of a role",
    rule: "inline-policy",
    change: {
      aws_iam_role_policy: {
        more: {
          role: "${aws_iam_role.worker.name}",
          policy: policy({
            Effect: "Allow",
            Action: ["dynamodb:GetItem"],
            Resource: ["${aws_dynamodb_table.jobs.arn}"],
          }),
        },
      },
    },
    found: "an inline policy",
  },
  {
    what: "a function whose role may not write traces",
    rule: "trace-permission",
    change: {
      aws_iam_policy: {
        worker: {
          policy: policy({ Effect: "Allow", Action: xRayWriteActions.slice(0, 4), Resource: ["*"] }),
        },
      },
    },
    found: "no xray:GetSamplingStatisticSummaries",
  },
  {
    what: "a policy that is no JSON",
    rule: "policy-text",
    change: { aws_iam_policy: { more: { name: "dev-jobs-more", policy: "${local.policy}" } } },
    others: { locals: { policy: "{}" } },
    found: "no JSON",
  },
];

export const soundPolicies: readonly SoundVariant[] = [
  {
    what: "an action in other letters, as IAM takes it",
    rule: "policy-action",
    change: granted(["DynamoDB:getitem"]),
  },
  {
    what: "an action of a service that is not in the table",
    rule: "policy-action",
    change: granted(["polly:SynthesizeSpeech"], ["arn:aws:polly:us-east-1:111122223333:lexicon/names"]),
  },
  {
    what: "AWS's own policy for traces",
    rule: "trace-permission",
    change: {
      aws_iam_policy: {
        worker: {
          policy: policy({
            Effect: "Allow",
            Action: ["dynamodb:GetItem"],
            Resource: ["${aws_dynamodb_table.jobs.arn}"],
          }),
        },
      },
      aws_iam_role_policy_attachment: {
        traces: {
          role: "${aws_iam_role.worker.name}",
          policy_arn: "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
        },
      },
    },
  },
  {
    what: "objects below one prefix of a bucket",
    rule: "wildcard-resource",
    change: granted(["s3:GetObject"], ["${aws_s3_bucket.code.arn}/worker/*"]),
  },
];
