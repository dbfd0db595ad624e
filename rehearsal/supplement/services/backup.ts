import { randomUUID } from "node:crypto";
import { type Answer, amended, json, serviceError } from "../answer.ts";
import { type Call, jsonOf } from "../call.ts";
import type { Operation, ServiceSupplement } from "../service-supplement.ts";
import { tagList, tagStore } from "../tags.ts";

interface Rule {
  readonly RuleName: string;
}

interface Plan {
  readonly Rules: readonly Rule[];
}

interface Changes {
  readonly BackupPlan: Plan;
  readonly VersionId: string;
}

/**
 * Selections, tags, (no) recovery points and changes of plans of AWS Backup; plans and vaults are the emulator's.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupSelection.html
 */
export const backup: ServiceSupplement = ({ ask }) => {
  const selections = new Map<string, Readonly<Record<string, unknown>>>();
  const changedPlans = new Map<string, Changes>();
  const tags = tagStore();
  const missing = (call: Call) => serviceError(call, 400, "ResourceNotFoundException", "There is no such selection");
  return {
    "PUT /backup/plans": keepTags("BackupPlanTags", "BackupPlanArn"),
    "POST /backup/plans/*": async (call, [planId = ""]) => {
      const { BackupPlan } = jsonOf(call);
      changedPlans.set(planId, { BackupPlan: BackupPlan as Plan, VersionId: randomUUID() });
      return json({
        BackupPlanId: planId,
        VersionId: changedPlans.get(planId)?.VersionId,
        CreationDate: Date.now() / 1000,
      });
    },
    "GET /backup/plans/*": async (call, [planId = ""]) =>
      amended(await ask(call), (plan) => ({
        ...plan,
        ...changesOf(plan.BackupPlan as Plan, changedPlans.get(planId)),
      })),
    "PUT /backup-vaults/*": keepTags("BackupVaultTags", "BackupVaultArn"),
    "PUT /backup/plans/*/selections": (call, [planId = ""]) => {
      const SelectionId = randomUUID();
      const { BackupSelection } = jsonOf(call);
      const CreationDate = Date.now() / 1000;
      selections.set(`${planId}/${SelectionId}`, { BackupPlanId: planId, SelectionId, BackupSelection, CreationDate });
      return json({ BackupPlanId: planId, SelectionId, CreationDate });
    },
    "GET /backup/plans/*/selections/*": (call, [planId, id]) => {
      const selection = selections.get(`${planId}/${id}`);
      return selection === undefined ? missing(call) : json(selection);
    },
    "DELETE /backup/plans/*/selections/*": (call, [planId, id]) =>
      selections.delete(`${planId}/${id}`) ? json({}) : missing(call),
    // Nothing in the emulator makes backups. A vault that may be destroyed with its content is asked for it first.
    "GET /backup-vaults/*/recovery-points": () => json({ RecoveryPoints: [] }),
    "GET /tags/**": (_, [arn = ""]) => json({ Tags: tags.values(arn) }),
    "POST /tags/**": (call, [arn = ""]) => {
      tags.add(arn, tagList(jsonOf(call).Tags));
      return json({});
    },
    "POST /untag/**": (call, [arn = ""]) => {
      tags.remove(arn, jsonOf(call).TagKeyList as readonly string[]);
      return json({});
    },
  };

  /** Lets the emulator create something, and keeps the tags, which it would not give back. */
  function keepTags(field: string, arnField: string): Operation {
    return async (call): Promise<Answer> =>
      amended(await ask(call), (created) => {
        tags.add(String(created[arnField]), tagList(jsonOf(call)[field]));
        return created;
      });
  }
};

/** A plan as it was changed last; rules keep what AWS gave them, such as their ids. */
function changesOf(created: Plan, changes: Changes | undefined): Partial<Changes> {
  if (changes === undefined) return {};
  const Rules = changes.BackupPlan.Rules.map((rule) => ({
    ...created.Rules.find(({ RuleName }) => RuleName === rule.RuleName),
    ...rule,
  }));
  return { ...changes, BackupPlan: { ...changes.BackupPlan, Rules } };
}
