import { randomUUID } from "node:crypto";
import { json, serviceError } from "../answer.ts";
import { jsonOf } from "../call.ts";
import type { Operation, ServiceSupplement } from "../service-supplement.ts";
import { type Tag, type TagStore, tagStore } from "../tags.ts";

/**
 * Monitors of unusual costs and who is told; what things cost is the emulator's.
 * https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_CreateAnomalyMonitor.html
 */
export const costExplorer: ServiceSupplement = ({ accountId }) => {
  const tags = tagStore();
  return {
    ...anomalyOperations("Monitor", `arn:aws:ce::${accountId}:anomalymonitor/`, tags),
    ...anomalyOperations("Subscription", `arn:aws:ce::${accountId}:anomalysubscription/`, tags),
    ListTagsForResource: (call) => json({ ResourceTags: tags.list(String(jsonOf(call).ResourceArn)) }),
    TagResource: (call) => {
      const { ResourceArn, ResourceTags } = jsonOf(call);
      tags.add(String(ResourceArn), ResourceTags as readonly Tag[]);
      return json({});
    },
    UntagResource: (call) => {
      const { ResourceArn, ResourceTagKeys } = jsonOf(call);
      tags.remove(String(ResourceArn), ResourceTagKeys as readonly string[]);
      return json({});
    },
  };
};

/** Monitors and subscriptions are read and written alike, under names that differ in one word. */
function anomalyOperations(
  kind: "Monitor" | "Subscription",
  arnPrefix: string,
  tags: TagStore,
): Readonly<Record<string, Operation>> {
  const kept = new Map<string, Readonly<Record<string, unknown>>>();
  const arnField = `${kind}Arn`;
  return {
    [`CreateAnomaly${kind}`]: (call) => {
      const input = jsonOf(call);
      const arn = `${arnPrefix}${randomUUID()}`;
      kept.set(arn, { ...(input[`Anomaly${kind}`] as object), AccountId: arnPrefix.split(":")[4], [arnField]: arn });
      tags.add(arn, (input.ResourceTags ?? []) as readonly Tag[]);
      return json({ [arnField]: arn });
    },
    [`GetAnomaly${kind}s`]: (call) => {
      const arns = jsonOf(call)[`${kind}ArnList`] as readonly string[] | undefined;
      const unknown = arns?.find((arn) => !kept.has(arn));
      if (unknown !== undefined) return serviceError(call, 400, `Unknown${kind}Exception`, `There is no ${unknown}`);
      return json({ [`Anomaly${kind}s`]: (arns ?? [...kept.keys()]).map((arn) => kept.get(arn)) });
    },
    [`UpdateAnomaly${kind}`]: (call) => {
      const { [arnField]: arn, ...changes } = jsonOf(call);
      const old = kept.get(String(arn));
      if (old === undefined) return serviceError(call, 400, `Unknown${kind}Exception`, `There is no ${arn}`);
      kept.set(String(arn), { ...old, ...changes });
      return json({ [arnField]: arn });
    },
    [`DeleteAnomaly${kind}`]: (call) => {
      const arn = String(jsonOf(call)[arnField]);
      tags.forget(arn);
      return kept.delete(arn) ? json({}) : serviceError(call, 400, `Unknown${kind}Exception`, `There is no ${arn}`);
    },
  };
}
