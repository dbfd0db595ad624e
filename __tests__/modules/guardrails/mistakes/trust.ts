// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's expressions, not JavaScript's
import { account, policy } from "../policy.ts";
import type { Mistake, SoundVariant } from "./mistake.ts";

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

/** Roles, keys and queues that trust whom they should not. */
export const trustMistakes: readonly Mistake[] = [
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
];

export const soundTrust: readonly SoundVariant[] = [
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
];
