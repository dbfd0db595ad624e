import { queueDefinition, topicDefinition } from "../contract/index.ts";

/** Articles that wait for a score. */
export const analysisRequests = topicDefinition("analysis-requests");

/** Notices that new articles were stored, for whoever subscribes. */
export const newItems = topicDefinition("new-items");

/** Articles whose analysis failed in every attempt. */
export const analysisDeadLetters = queueDefinition("analysis-dlq");

/** Mails to be sent, and scored tickers whose alerts are to be looked at. */
export const notifications = topicDefinition("notifications");

/** Requests for mails that failed in every attempt. */
export const notificationDeadLetters = queueDefinition("notification-dlq");
