import { BackupPlan } from "@cdktf/provider-aws/lib/backup-plan/index.js";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection/index.js";
import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { Construct } from "constructs";
import type { Naming } from "../naming/naming.ts";
import { trustPolicy } from "../security/policy-document.ts";

/** 02:00 UTC: after the close of the American markets, before the European ones open. */
const everyNight = "cron(0 2 * * ? *)";

/** Days for which a nightly copy is kept. */
const keptDays = 7;

export interface DailyBackupProps {
  readonly naming: Naming;
  /** ARNs of the tables to copy. */
  readonly tableArns: readonly string[];
  /** Whether the vault refuses to be destroyed. */
  readonly protect: boolean;
}

/** A nightly copy of tables in a vault of its own: what point-in-time recovery cannot give back is a deleted table. */
export class DailyBackup extends Construct {
  constructor(scope: Construct, id: string, { naming, tableArns, protect }: DailyBackupProps) {
    super(scope, id);
    const vault = new BackupVault(this, "vault", {
      name: naming("Backup vault", "backup-vault"),
      forceDestroy: !protect,
      lifecycle: { preventDestroy: protect },
    });
    const plan = new BackupPlan(this, "plan", {
      name: naming("Backup plan", "daily-backup"),
      rule: [
        {
          ruleName: "daily-backup",
          targetVaultName: vault.name,
          schedule: everyNight,
          lifecycle: { deleteAfter: keptDays },
        },
      ],
    });
    const role = new IamRole(this, "role", {
      name: naming("IAM role", "backup-role"),
      assumeRolePolicy: trustPolicy({ Service: "backup.amazonaws.com" }),
    });
    new IamRolePolicyAttachment(this, "policy-attachment", {
      role: role.name,
      policyArn: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
    });
    new BackupSelection(this, "selection", {
      name: naming("Backup plan", "tables"),
      planId: plan.id,
      iamRoleArn: role.arn,
      resources: [...tableArns],
    });
  }
}
