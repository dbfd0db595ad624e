import * as z from "zod/mini";
import type { NotificationRequest } from "../shared/sentiment/notification-requests.ts";
import { tickerForm } from "../shared/sentiment/tickers.ts";
import { messagesOf, parseMessage } from "../shared/topic-messages.ts";

const magicLinkRequest = z.object({
  notification_type: z.literal("magic_link"),
  email: z.email(),
  token: z.string().check(z.minLength(1)),
  expires_in_minutes: z.int().check(z.positive()),
});

const alertEvaluationRequest = z.object({
  notification_type: z.literal("evaluate_alerts"),
  tickers: z.array(z.string().check(z.regex(tickerForm))).check(z.minLength(1)),
});

const notificationRequest: z.ZodMiniType<NotificationRequest> = z.discriminatedUnion("notification_type", [
  magicLinkRequest,
  alertEvaluationRequest,
]);

/** What Amazon EventBridge sends at the times of a schedule. */
const scheduledEvent = z.object({ source: z.literal("aws.events"), "detail-type": z.literal("Scheduled Event") });

/**
 * The texts of the requests that an event of the topic carries; undefined where the event is the schedule's.
 *
 * @throws MessageError where it is neither.
 */
export function requestTextsOf(event: unknown): readonly string[] | undefined {
  return scheduledEvent.safeParse(event).success ? undefined : messagesOf(event);
}

/** @throws MessageError where the text is no request for a notification; it says which fields are wrong. */
export function readRequest(text: string): NotificationRequest {
  return parseMessage(text, notificationRequest, "notification request");
}
