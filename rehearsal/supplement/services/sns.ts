import { element, rewritten } from "../answer.ts";
import { formOf } from "../call.ts";
import type { ServiceSupplement } from "../service-supplement.ts";

/**
 * The tracing mode of topics, which the emulator takes and does not give back.
 * https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
 */
export const sns: ServiceSupplement = ({ accountId, ask }) => {
  const tracing = new Map<string, string>();
  return {
    CreateTopic: (call) => {
      const form = formOf(call);
      const mode = entryOf(form, "TracingConfig");
      if (mode !== undefined) tracing.set(`arn:aws:sns:${call.region}:${accountId}:${form.get("Name")}`, mode);
      return ask(call);
    },
    SetTopicAttributes: (call) => {
      const form = formOf(call);
      if (form.get("AttributeName") === "TracingConfig")
        tracing.set(form.get("TopicArn") ?? "", form.get("AttributeValue") ?? "");
      return ask(call);
    },
    GetTopicAttributes: async (call) => {
      const mode = tracing.get(formOf(call).get("TopicArn") ?? "");
      const answer = await ask(call);
      if (mode === undefined) return answer;
      const entry = `<entry>${element("key", "TracingConfig")}${element("value", mode)}</entry>`;
      return rewritten(answer, (text) => text.replace("</Attributes>", () => `${entry}</Attributes>`));
    },
    DeleteTopic: (call) => {
      tracing.delete(formOf(call).get("TopicArn") ?? "");
      return ask(call);
    },
  };
};

/** Value of a map in Query notation: `Attributes.entry.1.key`, `Attributes.entry.1.value` … */
function entryOf(form: URLSearchParams, key: string): string | undefined {
  const [field] = [...form].find(([name, value]) => /^Attributes\.entry\.\d+\.key$/.test(name) && value === key) ?? [];
  return field === undefined ? undefined : (form.get(field.replace(/key$/, "value")) ?? undefined);
}
