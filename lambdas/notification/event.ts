import * as z from "zod/mini";
import { tickerForm } from "../shared/sentiment/tickers.ts";
import { EventError } from "./errors.ts";

const alertEvent = z.object({
  notification_type: z.literal("alert"),
  alert: z.object({
    email: z.email(),
    ticker: z.string().check(z.regex(tickerForm)),
    alert_type: z.enum(["sentiment_threshold", "volatility_threshold"]),
    triggered_value: z.number(),
    threshold: z.number(),
  }),
});

const magicLinkEvent = z.object({
  notification_type: z.literal("magic_link"),
  email: z.email(),
  token: z.string().check(z.minLength(1)),
  expires_in_minutes: z._default(z.int().check(z.positive()), 60),
});

const digestEvent = z.object({ notification_type: z.literal("digest") });

const directEvent = z.discriminatedUnion("notification_type", [alertEvent, magicLinkEvent, digestEvent]);

/** What Amazon EventBridge sends at the times of a schedule. */
const scheduledEvent = z.object({ source: z.literal("aws.events"), "detail-type": z.literal("Scheduled Event") });

/** A threshold that was crossed. Values may be zero. */
export type Alert = z.infer<typeof alertEvent>["alert"];
export type MagicLink = Omit<z.infer<typeof magicLinkEvent>, "notification_type">;

/** What the function is asked to do. */
export type Notification = z.infer<typeof directEvent>;

/**
 * Reads an event: a request for one mail or for the digests, or the schedule, which asks for the digests.
 *
 * @throws EventError where it is neither.
 */
export function readEvent(event: unknown): Notification {
  if (scheduledEvent.safeParse(event).success) return { notification_type: "digest" };
  const { data, error } = directEvent.safeParse(event);
  if (data !== undefined) return data;
  const fields = [...new Set(error.issues.map(({ path }) => path.join(".") || "the whole"))];
  throw new EventError(
    `Expected notification_type alert, magic_link or digest with its fields, or a scheduled event; wrong or missing: ${fields.join(", ")}`,
  );
}
