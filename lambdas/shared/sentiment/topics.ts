import { queueDefinition, topicDefinition } from "../contract/index.ts";

/** Articles that wait for a score. */
export const analysisRequests = topicDefinition("analysis-requests");

/** Articles whose analysis failed in every attempt. */
export const analysisDeadLetters = queueDefinition("analysis-dlq");
