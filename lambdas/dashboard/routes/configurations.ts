import * as z from "zod/mini";
import { type ConfigurationRow, configurationLimits } from "../../shared/sentiment/configurations.ts";
import { created, noContent, ok } from "../http/answer.ts";
import { means } from "../http/meaning.ts";
import { identifier, moment, ticker } from "../http/parameters.ts";
import { type BodyOf, route } from "../http/route.ts";
import { changeConfiguration, deleteConfiguration } from "../people/configuration-changes.ts";
import { createConfiguration, listConfigurations, readConfiguration } from "../people/configurations.ts";
import { takeFromLimit } from "../people/rate-limits.ts";

const path = "/api/v2/configurations";
const { nameCharacters, tickers, timeframeDays } = configurationLimits;
const expected = {
  name: `a text of 1 to ${nameCharacters} characters`,
  line: "a text without control characters and halves of characters",
  tickers: `a list of 1 to ${tickers} tickers`,
  timeframe: `a whole number from 1 to ${timeframeDays}`,
  flag: "true or false",
};

/** No control characters, and no halves of surrogate pairs, which DynamoDB refuses. */
const isLine = (text: string) => !/[\p{Cc}\p{Cs}]/u.test(text);
const name = z
  .string(expected.name)
  .check(
    z.trim(),
    z.minLength(1, expected.name),
    z.maxLength(nameCharacters, expected.name),
    z.refine(isLine, expected.line),
  );
const tickerSet = z
  .array(ticker, expected.tickers)
  .check(z.minLength(1, expected.tickers), z.maxLength(tickers, expected.tickers));
const timeframe = means(
  z.int(expected.timeframe).check(z.gte(1, expected.timeframe), z.lte(timeframeDays, expected.timeframe)),
  "Days of history that are shown.",
);
const extendedHours = z.boolean(expected.flag);
const parameters = z.strictObject({ id: identifier });

const shownConfiguration = z.strictObject({
  config_id: z.string(),
  name: z.string(),
  tickers: z.array(z.strictObject({ symbol: z.string(), added_at: moment })),
  timeframe_days: z.int(),
  include_extended_hours: z.boolean(),
  status: z.literal("active"),
  created_at: moment,
  updated_at: moment,
});

export const configurationCreate = route({
  method: "POST",
  path,
  name: "createConfiguration",
  tag: "configurations",
  summary: `Stores what the person wants to follow; at most ${configurationLimits.perPerson} of them.`,
  access: "personal",
  errors: ["CONFLICT", "RATE_LIMIT_EXCEEDED"],
  body: z.strictObject({
    name,
    tickers: tickerSet,
    timeframe_days: means(z._default(timeframe, 7), "Days of history that are shown."),
    include_extended_hours: z._default(extendedHours, false),
  }),
  answers: { 201: shownConfiguration },
  async answer({ body }, person) {
    const now = Date.now();
    await takeFromLimit("create_configuration", { person }, now);
    const choice = {
      name: body.name,
      tickers: [...new Set(body.tickers)],
      timeframeDays: body.timeframe_days,
      includeExtendedHours: body.include_extended_hours,
    };
    return created(shown(await createConfiguration(person, choice, now)));
  },
});

export const configurationList = route({
  method: "GET",
  path,
  name: "listConfigurations",
  tag: "configurations",
  summary: "All configurations of the person.",
  access: "personal",
  answers: {
    200: z.strictObject({
      configurations: z.array(shownConfiguration),
      max_allowed: means(z.int(), "As many as a person can have."),
    }),
  },
  async answer(_, person) {
    const rows = await listConfigurations(person);
    return ok({ configurations: rows.map(shown), max_allowed: configurationLimits.perPerson });
  },
});

export const configurationRead = route({
  method: "GET",
  path: `${path}/{id}`,
  name: "readConfiguration",
  tag: "configurations",
  summary: "One configuration of the person.",
  access: "personal",
  parameters,
  answers: { 200: shownConfiguration },
  async answer({ parameters: { id } }, person) {
    return ok(shown(await readConfiguration(person, id)));
  },
});

export const configurationChange = route({
  method: "PATCH",
  path: `${path}/{id}`,
  name: "changeConfiguration",
  tag: "configurations",
  summary: "Changes what is given; everything else stays.",
  description: "Alerts of a ticker that is not in it any more are deleted.",
  access: "personal",
  errors: ["CONFLICT"],
  parameters,
  body: z.strictObject({
    name: z.optional(name),
    tickers: z.optional(tickerSet),
    timeframe_days: z.optional(timeframe),
    include_extended_hours: z.optional(extendedHours),
  }),
  answers: { 200: shownConfiguration },
  async answer({ parameters: { id }, body }, person) {
    const change = {
      name: body.name,
      tickers: body.tickers && [...new Set(body.tickers)],
      timeframeDays: body.timeframe_days,
      includeExtendedHours: body.include_extended_hours,
    };
    return ok(shown(await changeConfiguration(person, id, change, Date.now())));
  },
});

export const configurationDelete = route({
  method: "DELETE",
  path: `${path}/{id}`,
  name: "deleteConfiguration",
  tag: "configurations",
  summary: "Deletes a configuration and its alerts for good.",
  access: "personal",
  errors: ["CONFLICT"],
  parameters,
  answers: { 204: null },
  async answer({ parameters: { id } }, person) {
    await deleteConfiguration(person, id);
    return noContent();
  },
});

/** A configuration without what only the table needs. */
function shown(row: ConfigurationRow): BodyOf<typeof shownConfiguration> {
  const { config_id, name, tickers, timeframe_days, include_extended_hours, status, created_at, updated_at } = row;
  return { config_id, name, tickers, timeframe_days, include_extended_hours, status, created_at, updated_at };
}
