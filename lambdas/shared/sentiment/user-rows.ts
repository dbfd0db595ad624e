import { personPartition } from "./configurations.ts";

/** Key of a row of the users table. */
export interface UserRowKey {
  readonly PK: string;
  readonly SK: string;
}

/** Who a person is, as far as mails need it. */
export interface ProfileRow extends UserRowKey {
  readonly SK: "PROFILE";
  /** Absent for anonymous people. */
  readonly email?: string;
  /** Absent: yes. */
  readonly email_notifications_enabled?: boolean;
}

/** When and about what a person wants the daily digest. The index by_entity_status finds all enabled ones. */
export interface DigestSettingsRow extends UserRowKey {
  readonly SK: "DIGEST_SETTINGS";
  readonly entity_type: "DIGEST_SETTINGS";
  readonly status: "enabled" | "disabled";
  /** Local time `HH:MM`; the hour counts. */
  readonly time: string;
  /** IANA name such as `America/New_York`. */
  readonly timezone: string;
  /** Absent: yes. */
  readonly include_all_configs?: boolean;
  /** Configurations to include, where it is not all of them. */
  readonly config_ids?: readonly string[];
  /** When the last digest was sent: ISO 8601, UTC, milliseconds. */
  readonly last_sent?: string;
}

/** Mails of one UTC day, those of all people together. */
export interface EmailQuotaRow extends UserRowKey {
  readonly PK: "EMAIL_QUOTA";
  readonly count: number;
  /** ISO 8601, UTC, milliseconds. */
  readonly last_sent_at: string;
  /** Epoch seconds. */
  readonly ttl_timestamp: number;
}

export function profileKey(userId: string): UserRowKey & Pick<ProfileRow, "SK"> {
  return { PK: personPartition(userId), SK: "PROFILE" };
}

export function digestSettingsKey(userId: string): UserRowKey & Pick<DigestSettingsRow, "SK"> {
  return { PK: personPartition(userId), SK: "DIGEST_SETTINGS" };
}

/** @param date `YYYY-MM-DD`, UTC */
export function emailQuotaKey(date: string): UserRowKey & Pick<EmailQuotaRow, "PK"> {
  return { PK: "EMAIL_QUOTA", SK: date };
}
