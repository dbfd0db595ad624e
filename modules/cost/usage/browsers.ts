import type { CheckedStack } from "../../guardrails/checked-stack.ts";
import { block, number } from "../../guardrails/resource.ts";
import { daysPerMonth, type ExpectedTraffic } from "../expected-traffic.ts";
import type { PriceId } from "../prices.ts";

/** Share of sessions that CloudWatch RUM records where nobody says how many (API reference). */
const usualShare = 0.1;

export function browserUsage(
  stack: CheckedStack,
  { browserSessionsPerDay, eventsPerBrowserSession }: ExpectedTraffic,
): Readonly<Partial<Record<PriceId, number>>> {
  const shares = stack
    .of("aws_rum_app_monitor")
    .map(({ body }) => number(block(body.app_monitor_configuration).session_sample_rate) ?? usualShare);
  const recordedShare = shares.reduce((sum, share) => sum + share, 0);
  return { browserEvents: browserSessionsPerDay * eventsPerBrowserSession * recordedShare * daysPerMonth };
}
