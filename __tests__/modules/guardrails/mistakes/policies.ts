// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import { xRayWriteActions } from "../../../../modules/functions/permissions-from-contract.ts";
import { account, policy } from "../policy.ts";
import type { Mistake, SoundVariant } from "./mistake.ts";

/** A second policy of the function's role, with one statement. */
const granted = (Action: readonly string[], Resource: readonly string[] = ["${aws_dynamodb_table.jobs.arn}"]) => ({
  aws_iam_policy: { more: { name: "dev-jobs-more", policy: policy({ Effect: "Allow", Action, Resource }) } },
});

const trusted = (Principal: unknown, more: Readonly<Record<string, unknown>> = {}) => ({
  aws_iam_role: {
    other: {
      name: "dev-jobs-other-role",
      assume_role_policy: policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal, ...more }),
    },
  },
});

const queuePolicy = (statement: Readonly<Record<string, unknown>>) => ({
  aws_sqs_queue_policy: {
    failed: {
      queue_url: "${aws_sqs_queue.failed.url}",
      policy: policy({
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: "${aws_sqs_queue.failed.arn}",
        ...statement,
      }),
    },
  },
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
    what: "a role that trusts a misspelt service",
    unnoticedByTerraform: true,
    rule: "trust-service",
    change: trusted({ Service: "lamda.amazonaws.com" }),
    found: 'the service "lamda.amazonaws.com"',
  },
  {
    what: "a key whose policy leaves its own account out",
    unnoticedByTerraform: true,
    rule: "key-policy",
    change: {
      aws_kms_key: {
        logs: {
          enable_key_rotation: true,
          lifecycle: { prevent_destroy: true },
          policy: policy({
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${account}:role/operator` },
            Action: ["kms:Decrypt"],
            Resource: "*",
          }),
        },
      },
    },
    found: "no statement for the account itself",
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
    what: "a role for everybody",
    rule: "role-trust",
    change: trusted({ AWS: "*" }),
    found: "everybody",
  },
  {
    what: "a role for another account",
    rule: "role-trust",
    change: trusted({ AWS: "arn:aws:iam::444455556666:root" }),
    found: '"arn:aws:iam::444455556666:root"',
  },
  {
    what: "a role for two services",
    rule: "role-trust",
    change: trusted({ Service: ["backup.amazonaws.com", "events.amazonaws.com"] }),
    found: "backup.amazonaws.com, events.amazonaws.com",
  },
  {
    what: "a role for every user of an identity provider",
    rule: "role-trust",
    change: trusted({ Federated: "cognito-identity.amazonaws.com" }, { Action: "sts:AssumeRoleWithWebIdentity" }),
    found: "everybody whom cognito-identity.amazonaws.com knows",
  },
  {
    what: "a queue for a service on behalf of any account",
    rule: "service-source",
    change: queuePolicy({ Principal: { Service: "events.amazonaws.com" } }),
    found: "events.amazonaws.com for every account",
  },
  {
    what: "a queue for everybody",
    rule: "public-access",
    change: queuePolicy({ Principal: "*" }),
    found: "everybody",
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
    what: "a statement for the account and a role of it",
    rule: "key-policy",
    change: {
      aws_kms_key: {
        logs: {
          enable_key_rotation: true,
          policy: policy({
            Effect: "Allow",
            Principal: { AWS: [`arn:aws:iam::${account}:root`, "${aws_iam_role.worker.arn}"] },
            Action: "kms:*",
            Resource: "*",
          }),
        },
      },
    },
  },
  {
    what: "guests of one identity pool",
    rule: "role-trust",
    change: trusted(
      { Federated: "cognito-identity.amazonaws.com" },
      {
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: { "cognito-identity.amazonaws.com:aud": "us-east-1:pool" } },
      },
    ),
  },
  {
    what: "everybody on a condition",
    rule: "public-access",
    change: queuePolicy({
      Principal: "*",
      Condition: { ArnEquals: { "aws:SourceArn": "${aws_sns_topic.jobs.arn}" } },
    }),
  },
  {
    what: "a secret for a service that acts for this account, in other letters",
    rule: "service-source",
    change: {
      aws_secretsmanager_secret_policy: {
        key: {
          secret_arn: "${aws_secretsmanager_secret.key.arn}",
          policy: policy({
            Effect: "Allow",
            Principal: { Service: "lambda.amazonaws.com" },
            Action: "secretsmanager:GetSecretValue",
            Resource: "*",
            Condition: { StringEquals: { "AWS:SourceAccount": account } },
          }),
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
