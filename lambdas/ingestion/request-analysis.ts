import { messageBatches, PublishError, publishBatch, type TopicMessage } from "../shared/aws/sns.ts";
import { configuration, traced } from "./runtime.ts";
import { analysisRequest, type RequestedStory } from "./story.ts";

/**
 * Asks for the scores of stories. A batch that fails does not stop the others.
 *
 * @param timeLeft milliseconds that publishing may still take; batches that are not begun by then count as failed.
 * @param attributes of the messages, beside `source_type`.
 * @returns how many stories got no request.
 */
export async function requestAnalysis(
  stories: readonly RequestedStory[],
  timeLeft: () => number,
  attributes: TopicMessage["attributes"] = {},
): Promise<number> {
  let failed = 0;
  for (const batch of messageBatches(stories.map((story) => messageOf(story, attributes)))) {
    failed += timeLeft() > 0 ? await publish(batch) : batch.length;
  }
  return failed;
}

/** Gives back how many messages of a batch failed. */
function publish(batch: readonly TopicMessage[]): Promise<number> {
  return traced("publish_sns_batch", async (annotate) => {
    const error = await publishBatch(configuration.ANALYSIS_TOPIC_ARN, batch).then(
      () => undefined,
      (failure: unknown) => failure,
    );
    annotate({ message_count: batch.length, failed_count: failedMessages(error) });
    if (error !== undefined) throw error;
    return 0;
  }).catch(failedMessages);
}

/** Messages that an error leaves unpublished. Errors of any other kind than publishing are passed on. */
function failedMessages(error: unknown): number {
  if (error === undefined) return 0;
  if (error instanceof PublishError) return error.failed.length;
  throw error;
}

function messageOf(story: RequestedStory, attributes: TopicMessage["attributes"]): TopicMessage {
  const request = analysisRequest(story, configuration.MODEL_VERSION);
  return { body: JSON.stringify(request), attributes: { source_type: request.source_type, ...attributes } };
}
