import { element, escapeXml, memberList, queryResult, serviceError } from "../answer.ts";
import { type Call, formOf, membersOf, structuresOf } from "../call.ts";
import type { ServiceSupplement } from "../service-supplement.ts";
import { tagStore } from "../tags.ts";

interface CompositeAlarm {
  readonly name: string;
  readonly arn: string;
  /** Its XML in answers. */
  readonly content: string;
}

/**
 * Composite alarms of CloudWatch, in Query notation; metrics, metric alarms and dashboards are the emulator's.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export const cloudwatch: ServiceSupplement = ({ accountId, ask }) => {
  const alarms = new Map<string, CompositeAlarm>();
  const tags = tagStore();
  const key = ({ region }: Call, name: string) => `${region}/${name}`;
  const isComposite = (arn: string) => [...alarms.values()].some((alarm) => alarm.arn === arn);
  return {
    PutCompositeAlarm: (call) => {
      const alarm = compositeAlarm(call, accountId);
      alarms.set(key(call, alarm.name), alarm);
      tags.add(alarm.arn, structuresOf(formOf(call), "Tags", ["Key", "Value"]));
      return queryResult("PutCompositeAlarm");
    },
    DescribeAlarms: (call) => {
      const form = formOf(call);
      if (!membersOf(form, "AlarmTypes").includes("CompositeAlarm")) return ask(call);
      const found = membersOf(form, "AlarmNames").flatMap((name) => alarms.get(key(call, name))?.content ?? []);
      return queryResult("DescribeAlarms", memberList("CompositeAlarms", found) + memberList("MetricAlarms", []));
    },
    DeleteAlarms: (call) => {
      const names = membersOf(formOf(call), "AlarmNames");
      const composites = names.filter((name) => alarms.has(key(call, name)));
      if (composites.length === 0) return ask(call);
      if (names.length > 1)
        return serviceError(call, 400, "ValidationError", "One composite alarm may be deleted, and nothing with it");
      for (const name of composites) {
        tags.forget(alarms.get(key(call, name))?.arn ?? "");
        alarms.delete(key(call, name));
      }
      return queryResult("DeleteAlarms");
    },
    ListTagsForResource: (call) => {
      const arn = formOf(call).get("ResourceARN") ?? "";
      if (!isComposite(arn)) return ask(call);
      const list = tags.list(arn).map(({ Key, Value }) => element("Key", Key) + element("Value", Value));
      return queryResult("ListTagsForResource", memberList("Tags", list));
    },
    TagResource: (call) => {
      const form = formOf(call);
      const arn = form.get("ResourceARN") ?? "";
      if (!isComposite(arn)) return ask(call);
      tags.add(arn, structuresOf(form, "Tags", ["Key", "Value"]));
      return queryResult("TagResource");
    },
    UntagResource: (call) => {
      const form = formOf(call);
      const arn = form.get("ResourceARN") ?? "";
      if (!isComposite(arn)) return ask(call);
      tags.remove(arn, membersOf(form, "TagKeys"));
      return queryResult("UntagResource");
    },
  };
};

const texts = [
  "AlarmName",
  "AlarmRule",
  "AlarmDescription",
  "ActionsSuppressor",
  "ActionsSuppressorWaitPeriod",
  "ActionsSuppressorExtensionPeriod",
] as const;
const lists = ["AlarmActions", "OKActions", "InsufficientDataActions"] as const;

function compositeAlarm(call: Call, accountId: string): CompositeAlarm {
  const form = formOf(call);
  const name = form.get("AlarmName") ?? "";
  const arn = `arn:aws:cloudwatch:${call.region}:${accountId}:alarm:${name}`;
  const content = [
    element("AlarmArn", arn),
    element("ActionsEnabled", form.get("ActionsEnabled") ?? "true"),
    element("StateValue", "INSUFFICIENT_DATA"),
    ...texts.map((text) => element(text, form.get(text))),
    ...lists.map((list) => memberList(list, membersOf(form, list).map(escapeXml))),
  ];
  return { name, arn, content: content.join("") };
}
