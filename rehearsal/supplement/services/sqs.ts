import { amended } from "../answer.ts";
import type { ServiceSupplement } from "../service-supplement.ts";

/**
 * Where a queue's undeliverable messages go, written as AWS writes it: without blanks, which would count as a change.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
export const sqs: ServiceSupplement = ({ ask }) => ({
  GetQueueAttributes: async (call) =>
    amended(await ask(call), ({ Attributes = {}, ...rest }) => {
      const { RedrivePolicy, ...others } = Attributes as Readonly<Record<string, string>>;
      const compact = RedrivePolicy === undefined ? {} : { RedrivePolicy: JSON.stringify(JSON.parse(RedrivePolicy)) };
      return { ...rest, Attributes: { ...others, ...compact } };
    }),
});
