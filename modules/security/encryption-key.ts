import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { Construct } from "constructs";
import type { Naming } from "../naming/naming.ts";
import { type NotifyingService, notificationSources } from "./notifying-services.ts";
import { policyDocument, type ResourcePolicyStatement } from "./policy-document.ts";

/** Longest time that KMS waits before it deletes a key, days: everything under the key is lost with it. */
const deletionWindowDays = 30;

export interface EncryptionKeyProps {
  readonly naming: Naming;
  readonly accountId: string;
  readonly region: string;
  /** What it encrypts, for people who find it in a list. */
  readonly encrypts: string;
  /** Services that use it themselves; no other gets a statement in its policy. */
  readonly usedBy: readonly KeyService[];
  /** Whether the key refuses to be destroyed. */
  readonly protect: boolean;
}

/** An AWS service that can use a key itself, not on behalf of a caller whose own permissions count. */
export type KeyService = "secretsmanager" | "sns" | NotifyingService;

interface ServiceUse {
  readonly service: KeyService;
  readonly actions: readonly string[];
  /** What the service could not do without this. */
  readonly because: string;
  /** ARN pattern of what the service acts for, where it tells KMS. */
  readonly source?: string | undefined;
}

/** What each service does with a key. */
function keyUses(owner: Pick<EncryptionKeyProps, "accountId" | "region">): readonly ServiceUse[] {
  const sources = notificationSources(owner);
  return [
    {
      service: "secretsmanager",
      actions: ["kms:Decrypt", "kms:DescribeKey"],
      because: "re-encrypts secrets when nobody asks for them; reading one takes the reader's own kms:Decrypt",
    },
    {
      service: "sns",
      actions: ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
      because: "delivers and repeats stored messages; publishing takes the publisher's own kms:GenerateDataKey",
    },
    {
      service: "cloudwatch",
      actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
      because: "publishes alarms to the encrypted topic; without it every alarm action fails in silence",
      source: sources.cloudwatch,
    },
    {
      service: "budgets",
      actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
      because: "publishes budget notifications to the encrypted topic",
      source: sources.budgets,
    },
    {
      service: "costalerts",
      actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
      because: "publishes what Cost Anomaly Detection finds to the encrypted topic",
      source: sources.costalerts,
    },
  ];
}

/** A key of the account's own, which AWS's services can be allowed to use. */
export class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const { naming, accountId, protect, encrypts } = props;
    const key = new KmsKey(this, "key", {
      description: `Encrypts ${encrypts}`,
      deletionWindowInDays: deletionWindowDays,
      enableKeyRotation: true,
      policy: policyDocument([accountStatement(accountId), ...serviceStatements(props)]),
      lifecycle: { preventDestroy: protect },
    });
    new KmsAlias(this, "alias", { name: `alias/${naming("KMS alias", "data")}`, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

/** Without this statement no IAM policy could grant the key, and nobody could change the key's policy again. */
function accountStatement(accountId: string): ResourcePolicyStatement {
  return {
    Sid: "LetAccountDecide",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
}

/** The source conditions keep other accounts from using the key through a service that serves everybody. */
function serviceStatements(props: EncryptionKeyProps): readonly ResourcePolicyStatement[] {
  const uses = keyUses(props).filter(({ service }) => props.usedBy.includes(service));
  return uses.map(({ service, actions, source }) => ({
    Sid: `Allow${service.charAt(0).toUpperCase()}${service.slice(1)}`,
    Effect: "Allow",
    Principal: { Service: `${service}.amazonaws.com` },
    Action: actions,
    Resource: "*",
    Condition: {
      StringEquals: { "aws:SourceAccount": props.accountId },
      ...(source === undefined ? {} : { ArnLike: { "aws:SourceArn": source } }),
    },
  }));
}
