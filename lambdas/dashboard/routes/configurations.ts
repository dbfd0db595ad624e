import * as z from "zod/mini";
import { type ConfigurationRow, configurationLimits } from "../../shared/sentiment/configurations.ts";
import { created, ok } from "../http/answer.ts";
import { bodyOf } from "../http/input.ts";
import { ticker } from "../http/parameters.ts";
import type { PersonalRoute } from "../http/router.ts";
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
  timeframe_days: z._default(
    z.int(expected.timeframe).check(z.gte(1, expected.timeframe), z.lte(timeframeDays, expected.timeframe)),
    7,
  ),
  include_extended_hours: z._default(z.boolean(expected.flag), false),
});

export const configurationCreate: PersonalRoute = {
  method: "POST",
  path,
  summary: `Stores what the person wants to follow; at most ${configurationLimits.perPerson} of them.`,
  access: "personal",
  async answer(request, person) {
    const chosen = bodyOf(request, choice);
    const row = await createConfiguration(
      person,
      {
        name: chosen.name,
        tickers: [...new Set(chosen.tickers)],
        timeframeDays: chosen.timeframe_days,
        includeExtendedHours: chosen.include_extended_hours,
      },
      Date.now(),
    );
    return created(shown(row));
  },
};

export const configurationList: PersonalRoute = {
  method: "GET",
  path,
  summary: "All configurations of the person.",
  access: "personal",
  async answer(_, person) {
    const rows = await listConfigurations(person);
    return ok({ configurations: rows.map(shown), max_allowed: configurationLimits.perPerson });
  },
};

export const configurationRead: PersonalRoute = {
  method: "GET",
  path: `${path}/{id}`,
  summary: "One configuration of the person.",
  access: "personal",
  async answer({ parameters }, person) {
    return ok(shown(await readConfiguration(person, parameters.id ?? "")));
  },
};

/** A configuration without what only the table needs. */
function shown(row: ConfigurationRow) {
  const { config_id, name, tickers, timeframe_days, include_extended_hours, status, created_at, updated_at } = row;
  return { config_id, name, tickers, timeframe_days, include_extended_hours, status, created_at, updated_at };
}
