import * as z from "zod/mini";
import { configurationLimits } from "../../shared/sentiment/configurations.ts";
import { type AlertRow, alertDirections, alertStatuses } from "../../shared/sentiment/user-rows.ts";
import { created, noContent, ok } from "../http/answer.ts";
import { means } from "../http/meaning.ts";
import { identifier, moment, ticker } from "../http/parameters.ts";
import { type BodyOf, route } from "../http/route.ts";
import { changeAlert, createAlert, deleteAlert, listAlerts, readAlert } from "../people/alerts.ts";
import { readMailQuota } from "../people/mail-quota.ts";
import { takeFromLimit } from "../people/rate-limits.ts";

const path = "/api/v2/alerts";
const thresholdExpected = "a number from -1 to 1";

const threshold = means(
  z.number(thresholdExpected).check(z.gte(-1, thresholdExpected), z.lte(1, thresholdExpected)),
  "Average sentiment of 24 hours.",
);
const direction = means(
  z.enum(alertDirections, `one of ${alertDirections.join(", ")}`),
  "On which side of the threshold the alert is sent.",
);
const status = z.enum(alertStatuses, `one of ${alertStatuses.join(", ")}`);
const parameters = z.strictObject({ id: identifier });

const shownAlert = z.strictObject({
  alert_id: z.string(),
  config_id: z.string(),
  ticker: z.string(),
  threshold,
  direction,
  status,
  trigger_count: means(z.int(), "How often it was sent."),
  last_triggered_at: z.nullable(moment),
  created_at: moment,
  updated_at: moment,
});

export const alertCreate = route({
  method: "POST",
  path,
  name: "createAlert",
  tag: "alerts",
  summary: `Asks for a mail when the sentiment of a ticker crosses a threshold; at most ${configurationLimits.alerts} per configuration.`,
  access: "signed-in",
  body: z.strictObject({
    config_id: means(identifier, "A configuration of the person that has the ticker."),
    ticker,
    threshold,
    direction,
  }),
  answers: { 201: shownAlert },
  errors: ["CONFLICT", "RATE_LIMIT_EXCEEDED"],
  async answer({ body }, person) {
    const now = Date.now();
    await takeFromLimit("create_alert", { person }, now);
    const choice = {
      configurationId: body.config_id,
      ticker: body.ticker,
      threshold: body.threshold,
      direction: body.direction,
    };
    return created(shown(await createAlert(person, choice, now)));
  },
});

export const alertList = route({
  method: "GET",
  path,
  name: "listAlerts",
  tag: "alerts",
  summary: "All alerts of the person, or those of one configuration.",
  access: "signed-in",
  query: z.strictObject({ config_id: means(z.optional(identifier), "Alerts of this configuration alone.") }),
  answers: {
    200: z.strictObject({
      alerts: z.array(shownAlert),
      max_allowed: means(z.int(), "Alerts that a configuration can have."),
    }),
  },
  async answer({ query }, person) {
    const rows = await listAlerts(person, query.config_id);
    return ok({ alerts: rows.map(shown), max_allowed: configurationLimits.alerts });
  },
});

export const alertQuota = route({
  method: "GET",
  path: `${path}/quota`,
  name: "readMailQuota",
  tag: "alerts",
  summary: "How many mails the person got today (UTC), and how many a day are allowed.",
  access: "signed-in",
  answers: { 200: z.strictObject({ used: z.int(), limit: z.int(), remaining: z.int(), resets_at: moment }) },
  async answer(_, person) {
    const { used, limit, resetsAt } = await readMailQuota(person, Date.now());
    return ok({ used, limit, remaining: Math.max(0, limit - used), resets_at: resetsAt });
  },
});

export const alertRead = route({
  method: "GET",
  path: `${path}/{id}`,
  name: "readAlert",
  tag: "alerts",
  summary: "One alert of the person.",
  access: "signed-in",
  parameters,
  answers: { 200: shownAlert },
  async answer({ parameters: { id } }, person) {
    return ok(shown(await readAlert(person, id)));
  },
});

export const alertChange = route({
  method: "PATCH",
  path: `${path}/{id}`,
  name: "changeAlert",
  tag: "alerts",
  summary: "Changes what is given; everything else stays.",
  access: "signed-in",
  parameters,
  body: z.strictObject({
    threshold: z.optional(threshold),
    direction: z.optional(direction),
    status: z.optional(status),
  }),
  answers: { 200: shownAlert },
  async answer({ parameters: { id }, body }, person) {
    return ok(shown(await changeAlert(person, id, body, Date.now())));
  },
});

export const alertDelete = route({
  method: "DELETE",
  path: `${path}/{id}`,
  name: "deleteAlert",
  tag: "alerts",
  summary: "Deletes an alert for good.",
  access: "signed-in",
  parameters,
  answers: { 204: null },
  errors: ["CONFLICT"],
  async answer({ parameters: { id } }, person) {
    await deleteAlert(person, id);
    return noContent();
  },
});

/** An alert without what only the table needs. */
function shown(row: AlertRow): BodyOf<typeof shownAlert> {
  const { alert_id, config_id, ticker: symbol, trigger_count, created_at, updated_at } = row;
  return {
    alert_id,
    config_id,
    ticker: symbol,
    threshold: row.threshold_value,
    direction: row.threshold_direction,
    status: row.status,
    trigger_count,
    last_triggered_at: row.last_triggered_at ?? null,
    created_at,
    updated_at,
  };
}
