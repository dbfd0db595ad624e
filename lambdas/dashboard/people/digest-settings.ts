import { withNames } from "../../shared/aws/attribute-names.ts";
import { getItem, updateItem } from "../../shared/aws/dynamodb.ts";
import { type DigestSettingsRow, digestSettingsKey } from "../../shared/sentiment/user-rows.ts";
import { validationError } from "../http/input.ts";
import { configuration } from "../runtime.ts";
import { listConfigurations } from "./configurations.ts";
import { readProfile } from "./profile.ts";
import type { Person } from "./sessions.ts";

/** When and about what a person wants the daily digest. */
export interface DigestSettings {
  readonly enabled: boolean;
  /** Local time `HH:MM`; the hour counts. */
  readonly time: string;
  /** IANA name such as `America/New_York`. */
  readonly timezone: string;
  readonly includeAllConfigurations: boolean;
  /** Those of the person's configurations that are in it where not all are. */
  readonly configurationIds: readonly string[];
  /** ISO 8601, UTC, milliseconds; undefined: none was sent yet. */
  readonly lastSent: string | undefined;
}

/** What is to be another; what is left out stays. */
export type DigestChange = { readonly [F in keyof Omit<DigestSettings, "lastSent">]?: DigestSettings[F] | undefined };

/** Before a market opens in New York. */
const defaultTime = "08:00";

/** Settings of who never made any: no digest, by the time zone of their profile. */
async function defaultRow(person: Person): Promise<Pick<DigestSettingsRow, "status" | "time" | "timezone">> {
  const { timezone } = await readProfile(person);
  return { status: "disabled", time: defaultTime, timezone };
}

/** The person's settings, or what they are before any were made. Configurations that were deleted are left out. */
export async function readDigestSettings(person: Person): Promise<DigestSettings> {
  const Key = digestSettingsKey(person.userId);
  const row = await getItem(configuration.USERS_TABLE, { Key, ConsistentRead: true });
  return settingsOf(person, (row as DigestSettingsRow | undefined) ?? (await defaultRow(person)));
}

type SettingsRow = Partial<DigestSettingsRow> & Pick<DigestSettingsRow, "status" | "time" | "timezone">;

async function settingsOf(person: Person, row: SettingsRow): Promise<DigestSettings> {
  const listed = row.config_ids ?? [];
  const existing = listed.length === 0 ? [] : await listConfigurations(person);
  const ids = new Set(existing.map(({ config_id }) => config_id));
  return {
    enabled: row.status === "enabled",
    time: row.time,
    timezone: row.timezone,
    includeAllConfigurations: row.include_all_configs !== false,
    configurationIds: listed.filter((id) => ids.has(id)),
    lastSent: row.last_sent,
  };
}

/**
 * Changes the settings in one write of what is given; when the last digest was sent stays as the function of mails
 * writes it.
 *
 * @throws ApiError VALIDATION_ERROR where a configuration is not the person's.
 */
export async function changeDigestSettings(person: Person, change: DigestChange): Promise<DigestSettings> {
  await requireOwn(person, change.configurationIds ?? []);
  const given = {
    entity_type: "DIGEST_SETTINGS",
    status: change.enabled === undefined ? undefined : change.enabled ? "enabled" : "disabled",
    time: change.time,
    timezone: change.timezone,
    include_all_configs: change.includeAllConfigurations,
    config_ids: change.configurationIds,
  };
  const values = { ...(await defaultRow(person)), ...withoutUndefined(given) };
  const assignments = Object.keys(values).map((name) =>
    name in withoutUndefined(given) ? `#${name} = :${name}` : `#${name} = if_not_exists(#${name}, :${name})`,
  );
  const { Attributes } = await updateItem(
    configuration.USERS_TABLE,
    withNames({
      Key: digestSettingsKey(person.userId),
      UpdateExpression: `SET ${assignments.join(", ")}`,
      ExpressionAttributeValues: Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
      ReturnValues: "ALL_NEW",
    }),
  );
  return settingsOf(person, Attributes as unknown as DigestSettingsRow);
}

async function requireOwn(person: Person, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const own = new Set((await listConfigurations(person)).map(({ config_id }) => config_id));
  if (ids.every((id) => own.has(id))) return;
  throw validationError([{ field: "config_ids", expected: "ids of your configurations" }]);
}

function withoutUndefined(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
