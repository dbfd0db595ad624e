import * as z from "zod/mini";
import { type ConfigurationRow, configurationLimits } from "../../shared/sentiment/configurations.ts";
import { created, ok } from "../http/answer.ts";
import { means } from "../http/meaning.ts";
import { identifier, moment, ticker } from "../http/parameters.ts";
import { type BodyOf, route } from "../http/route.ts";
import { createConfiguration, listConfigurations, readConfiguration } from "../people/configurations.ts";

const path = "/api/v2/configurations";
const { nameCharacters, tickers, timeframeDays } = configurationLimits;
const expected = {
  name: `a text of 1 to ${nameCharacters} characters`,
  tickers: `a list of 1 to ${tickers} tickers`,
  timeframe: `a whole number from 1 to ${timeframeDays}`,
  flag: "true or false",
};

const choice = z.strictObject({
  name: z
    .string(expected.name)
    .check(z.trim(), z.minLength(1, expected.name), z.maxLength(nameCharacters, expected.name)),
  tickers: z
    .array(ticker, expected.tickers)
    .check(z.minLength(1, expected.tickers), z.maxLength(tickers, expected.tickers)),
  timeframe_days: means(
    z._default(
      z.int(expected.timeframe).check(z.gte(1, expected.timeframe), z.lte(timeframeDays, expected.timeframe)),
      7,
    ),
    "Days of history that are shown.",
  ),
  include_extended_hours: z._default(z.boolean(expected.flag), false),
});

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
  errors: ["CONFLICT"],
  body: choice,
  answers: { 201: shownConfiguration },
  async answer({ body }, person) {
    const row = await createConfiguration(
      person,
      {
        name: body.name,
        tickers: [...new Set(body.tickers)],
        timeframeDays: body.timeframe_days,
        includeExtendedHours: body.include_extended_hours,
      },
      Date.now(),
    );
    return created(shown(row));
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
  parameters: z.strictObject({ id: identifier }),
  answers: { 200: shownConfiguration },
  async answer({ parameters }, person) {
    return ok(shown(await readConfiguration(person, parameters.id)));
  },
});

/** A configuration without what only the table needs. */
function shown(row: ConfigurationRow): BodyOf<typeof shownConfiguration> {
  const { config_id, name, tickers, timeframe_days, include_extended_hours, status, created_at, updated_at } = row;
  return { config_id, name, tickers, timeframe_days, include_extended_hours, status, created_at, updated_at };
}
