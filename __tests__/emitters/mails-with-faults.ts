import { emailLimits, personMailsAttribute } from "../../lambdas/shared/sentiment/email-limits.ts";
import { alertEntityType, alertKey, emailQuotaKey, profileKey } from "../../lambdas/shared/sentiment/user-rows.ts";
import { ask } from "../end-to-end/dashboard-requests.ts";
import { mailDomain } from "../end-to-end/round-plan.ts";
import type { EmittingWorld } from "./emitting-world.ts";

/** Somebody who gets an alert, and somebody who got all mails of the day. */
const [served, atTheLimit] = ["served", "at-the-limit"] as const;

/** Alerts whose threshold every score is beyond. */
export async function wantAlerts(world: EmittingWorld): Promise<void> {
  const now = new Date(world.clock.now()).toISOString();
  for (const userId of [served, atTheLimit]) {
    const profile = { entity_type: "USER", user_id: userId, auth_type: "email", email: `${userId}@${mailDomain}` };
    await world.put("users", { ...profileKey(userId), ...profile });
    await world.put("users", {
      ...alertKey(userId, "first"),
      entity_type: alertEntityType("AAPL"),
      status: "enabled",
      alert_id: "first",
      config_id: "first",
      ticker: "AAPL",
      threshold_direction: "above",
      threshold_value: -1,
      trigger_count: 0,
      created_at: now,
      updated_at: now,
    });
  }
  const { perPersonAndDay } = emailLimits;
  const ofPerson = { [personMailsAttribute(atTheLimit)]: perPersonAndDay };
  await world.put("users", { ...emailQuotaKey(now.slice(0, 10)), count: perPersonAndDay, ...ofPerson });
}

/** SendGrid refuses a mail, and takes the platform's next attempt. */
export async function mailWithFaults(world: EmittingWorld): Promise<void> {
  world.mails.planned.push(403);
  const body = { email: `link@${mailDomain}` };
  await ask(world, { method: "POST", path: "/api/v2/auth/magic-link", body });
  await world.platform.quiet();
}
