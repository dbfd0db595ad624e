import { PublishBatchCommand, SNSClient } from "@aws-sdk/client-sns";
import { mockClient } from "aws-sdk-client-mock";

/** The topics behind a mocked client: they take everything, and tell what they took. */
export function mockedTopics() {
  const client = mockClient(SNSClient);
  const reset = () => {
    client.reset();
    client.on(PublishBatchCommand).resolves({});
  };
  reset();
  return {
    client,
    reset,
    /** Messages that a topic was asked to take, by the last part of its name. */
    askedOf: (topic: string): readonly { readonly message: unknown; readonly attributes: unknown }[] =>
      client
        .commandCalls(PublishBatchCommand, {
          TopicArn: `arn:aws:sns:us-east-1:111122223333:test-sentiment-${topic}`,
        })
        .flatMap(({ args }) => args[0].input.PublishBatchRequestEntries ?? [])
        .map(({ Message, MessageAttributes }) => ({
          message: JSON.parse(Message ?? ""),
          attributes: MessageAttributes,
        })),
  };
}
