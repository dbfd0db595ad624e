import { amended } from "../answer.ts";
import { type Call, jsonOf } from "../call.ts";
import type { ServiceSupplement } from "../service-supplement.ts";

type Attributes = Readonly<Record<string, string>>;

/**
 * Where a queue's undeliverable messages go, written as AWS writes it: without blanks, which would count as a change. And
 * the policy of a queue that is changed otherwise, which the emulator would forget.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export const sqs: ServiceSupplement = ({ ask }) => {
  const policies = new Map<string, string>();
  const keep = (queueUrl: unknown, { Policy }: Attributes) => {
    if (Policy !== undefined) policies.set(String(queueUrl), Policy);
  };
  return {
    CreateQueue: async (call) =>
      amended(await ask(call), (created) => {
        keep(created.QueueUrl, attributesOf(call));
        return created;
      }),
    SetQueueAttributes: (call) => {
      const { QueueUrl } = jsonOf(call);
      keep(QueueUrl, attributesOf(call));
      const Policy = policies.get(String(QueueUrl));
      const kept = Policy === undefined ? {} : { Policy };
      return ask(call, Buffer.from(JSON.stringify({ QueueUrl, Attributes: { ...attributesOf(call), ...kept } })));
    },
    GetQueueAttributes: async (call) =>
      amended(await ask(call), ({ Attributes = {}, ...rest }) => {
        const { RedrivePolicy, ...others } = Attributes as Attributes;
        const compact = RedrivePolicy === undefined ? {} : { RedrivePolicy: JSON.stringify(JSON.parse(RedrivePolicy)) };
        return { ...rest, Attributes: { ...others, ...compact } };
      }),
  };
};

function attributesOf(call: Call): Attributes {
  return (jsonOf(call).Attributes ?? {}) as Attributes;
}
