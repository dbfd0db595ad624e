import * as z from "zod/mini";
import { configurationLimits } from "../../shared/sentiment/configurations.ts";
import { ok } from "../http/answer.ts";
import { means } from "../http/meaning.ts";
import { identifier, moment } from "../http/parameters.ts";
import { type BodyOf, route } from "../http/route.ts";
import { changeDigestSettings, type DigestSettings, readDigestSettings } from "../people/digest-settings.ts";
import { readProfile, setEmailNotifications } from "../people/profile.ts";
import { timezone } from "./time-zone.ts";

const flagExpected = "true or false";
const preferences = z.strictObject({
  email_notifications_enabled: means(
    z.boolean(flagExpected),
    "Whether the person gets alerts and digests. Sign-in links are sent in any case.",
  ),
});

const preferencesPath = "/api/v2/notifications/preferences";

export const preferencesRead = route({
  method: "GET",
  path: preferencesPath,
  name: "readNotificationPreferences",
  tag: "notifications",
  summary: "Whether the person gets mails.",
  access: "signed-in",
  answers: { 200: preferences },
  async answer(_, person) {
    const { email_notifications_enabled: enabled = true } = await readProfile(person);
    return ok({ email_notifications_enabled: enabled });
  },
});

export const preferencesChange = route({
  method: "PATCH",
  path: preferencesPath,
  name: "changeNotificationPreferences",
  tag: "notifications",
  summary: "Turns mails on or off.",
  access: "signed-in",
  body: preferences,
  answers: { 200: preferences },
  async answer({ body }, person) {
    await setEmailNotifications(person, body.email_notifications_enabled);
    return ok(body);
  },
});

const digestPath = "/api/v2/notifications/digest";
const timeExpected = "a time of day HH:MM";
const idsExpected = `a list of at most ${configurationLimits.perPerson} ids of configurations`;

const digest = {
  enabled: z.boolean(flagExpected),
  time: means(z.string(timeExpected).check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, timeExpected)), {
    description: "Local time. The hour counts: digests go out at its beginning.",
    examples: ["08:00"],
  }),
  timezone,
  include_all_configs: means(z.boolean(flagExpected), "Whether it is about all configurations."),
  config_ids: means(
    z.array(identifier, idsExpected).check(z.maxLength(configurationLimits.perPerson, idsExpected)),
    "What it is about where it is not about all.",
  ),
};
const shownDigest = z.strictObject({
  ...digest,
  last_sent: means(z.nullable(moment), "When the last digest was sent."),
});

export const digestRead = route({
  method: "GET",
  path: digestPath,
  name: "readDigestSettings",
  tag: "notifications",
  summary: "When and about what the person gets the daily digest.",
  access: "signed-in",
  answers: { 200: shownDigest },
  async answer(_, person) {
    return ok(shown(await readDigestSettings(person)));
  },
});

export const digestChange = route({
  method: "PATCH",
  path: digestPath,
  name: "changeDigestSettings",
  tag: "notifications",
  summary: "Changes what is given; everything else stays.",
  access: "signed-in",
  body: z.partial(z.strictObject(digest)),
  answers: { 200: shownDigest },
  async answer({ body }, person) {
    const settings = await changeDigestSettings(person, {
      enabled: body.enabled,
      time: body.time,
      timezone: body.timezone,
      includeAllConfigurations: body.include_all_configs,
      configurationIds: body.config_ids,
    });
    return ok(shown(settings));
  },
});

function shown(settings: DigestSettings): BodyOf<typeof shownDigest> {
  return {
    enabled: settings.enabled,
    time: settings.time,
    timezone: settings.timezone,
    include_all_configs: settings.includeAllConfigurations,
    config_ids: settings.configurationIds,
    last_sent: settings.lastSent ?? null,
  };
}
