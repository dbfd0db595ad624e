import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { Construct } from "constructs";
import type { Naming } from "../naming/naming.ts";
import { notificationSources } from "./notifying-services.ts";
import { policyDocument, type ResourcePolicyStatement } from "./policy-document.ts";

/** Longest time that KMS waits before it deletes a key, days: everything under the key is lost with it. */
const deletionWindowDays = 30;

export interface EncryptionKeyProps {
  readonly naming: Naming;
  readonly accountId: string;
  readonly region: string;
  /** Whether the key refuses to be destroyed. */
  readonly protect: boolean;
}

/** An AWS service that uses the key itself, not on behalf of a caller whose own permissions count. */
interface ServiceUse {
  readonly service: string;
  readonly actions: readonly string[];
  /** What the service could not do without this. */
  readonly because: string;
  /** ARN pattern of what the service acts for, where it tells KMS. */
  readonly source?: string;
}

/** Every service in the key's policy. No other service gets a statement: it has no business with the key. */
export function keyUses(owner: Pick<EncryptionKeyProps, "accountId" | "region">): readonly ServiceUse[] {
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
  ];
}

/** The environment's own key: secrets and topics are encrypted with it. */
export class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const { naming, accountId, protect } = props;
    const key = new KmsKey(this, "key", {
      description: "Encrypts secrets and topics",
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
  return keyUses(props).map(({ service, actions, source }) => ({
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
