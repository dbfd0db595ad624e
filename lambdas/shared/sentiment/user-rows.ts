import { createHash } from "node:crypto";
import { personPartition } from "./configurations.ts";

/** Key of a row of the users table. */
export interface UserRowKey {
  readonly PK: string;
  readonly SK: string;
}

export const authTypes = ["anonymous", "email"] as const;

/** How a person is known: by nothing but a token, or by an address that answered to a sign-in link. */
export type AuthType = (typeof authTypes)[number];

/** Who a person is. */
export interface ProfileRow extends UserRowKey {
  readonly SK: "PROFILE";
  readonly entity_type: "USER";
  readonly user_id: string;
  readonly auth_type: AuthType;
  /** IANA name such as `America/New_York`. */
  readonly timezone: string;
  /** Configurations that exist: what the limit per person is held against. */
  readonly configuration_count: number;
  /** ISO 8601, UTC, milliseconds. */
  readonly created_at: string;
  /** Epoch seconds; absent for people with an address, who do not end with a session. */
  readonly ttl_timestamp?: number;
  /** Absent for anonymous people. */
  readonly email?: string;
  /** Absent: yes. */
  readonly email_notifications_enabled?: boolean;
}

/** A session. Its token is signed and names the row; a token without its row is worth nothing. */
export interface SessionRow extends UserRowKey {
  readonly SK: "SESSION";
  readonly entity_type: "SESSION";
  readonly user_id: string;
  readonly auth_type: AuthType;
  /** ISO 8601, UTC, milliseconds. */
  readonly created_at: string;
  /** When the session ends, epoch seconds. */
  readonly ttl_timestamp: number;
}

/** Which person an address belongs to: one row per address, so that no address belongs to two. */
export interface AddressRow extends UserRowKey {
  readonly SK: "ADDRESS";
  readonly entity_type: "ADDRESS";
  readonly user_id: string;
}

/** A sign-in link that was asked for. Found by the hash of its token alone: who reads the table cannot sign in. */
export interface MagicLinkRow extends UserRowKey {
  readonly SK: "MAGIC_LINK";
  readonly entity_type: "MAGIC_LINK";
  readonly email: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, milliseconds; after it the link is refused. */
  readonly expires_at: string;
  /** When it was used: ISO 8601, UTC, milliseconds; absent: it was not. */
  readonly used_at?: string;
  /** When its mail was sent, or is being sent: ISO 8601, UTC, milliseconds. */
  readonly mail_sent_at?: string;
  /** By whose claim, a random id. */
  readonly claim_id?: string;
  /** The anonymous session that asked for it, whose person gets the address. */
  readonly anonymous?: { readonly user_id: string; readonly session_id: string };
  /** Epoch seconds. */
  readonly ttl_timestamp: number;
}

export const alertDirections = ["above", "below"] as const;
export const alertStatuses = ["enabled", "disabled"] as const;

/** A threshold of a person. The index by_entity_status finds all enabled ones of a ticker. */
export interface AlertRow extends UserRowKey {
  readonly entity_type: `ALERT_RULE#${string}`;
  readonly status: (typeof alertStatuses)[number];
  readonly alert_id: string;
  readonly config_id: string;
  readonly ticker: string;
  readonly threshold_direction: (typeof alertDirections)[number];
  /** Average polarity of 24 hours, -1 to 1. */
  readonly threshold_value: number;
  readonly trigger_count: number;
  /** ISO 8601, UTC, milliseconds; absent: never. */
  readonly last_triggered_at?: string;
  /** By whose claim, a random id. */
  readonly claim_id?: string;
  readonly created_at: string;
  readonly updated_at: string;
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
  /** By whose claim, a random id. */
  readonly claim_id?: string;
}

/** Mails of one UTC day: those of all people together, and under `personMailsAttribute` those of each person. */
export interface EmailQuotaRow extends UserRowKey {
  readonly [attribute: `mails_of_${string}`]: number;
  readonly PK: "EMAIL_QUOTA";
  readonly count: number;
  /** One id for each mail that is counted, so that each is counted once; absent: none is. */
  readonly mail_ids?: ReadonlySet<string>;
  /** ISO 8601, UTC, milliseconds. */
  readonly last_sent_at: string;
  /** Epoch seconds. */
  readonly ttl_timestamp: number;
}

/** How often something was done in one window of time. The subject, an address for one, stands in it as its hash. */
export interface RateLimitRow extends UserRowKey {
  readonly count: number;
  /** When the window ends, epoch seconds. */
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

export function sessionKey(sessionId: string): UserRowKey & Pick<SessionRow, "SK"> {
  return { PK: `SESSION#${sessionId}`, SK: "SESSION" };
}

/** @param email as the person wrote it; the row stands under the hash of its lower case */
export function addressKey(email: string): UserRowKey & Pick<AddressRow, "SK"> {
  return { PK: `ADDRESS#${sha256(email.toLowerCase())}`, SK: "ADDRESS" };
}

export function magicLinkKey(token: string): UserRowKey & Pick<MagicLinkRow, "SK"> {
  return { PK: `TOKEN#${sha256(token)}`, SK: "MAGIC_LINK" };
}

/** @param windowStart ISO 8601, UTC, milliseconds */
export function rateLimitKey(action: string, subject: string, windowStart: string): UserRowKey {
  return { PK: `RATE#${action}#${sha256(subject)}`, SK: windowStart };
}

/** First part of the sort key of every alert. */
export const alertPrefix = "ALERT#";

/** Key of one alert: another person's is in another partition, so it cannot be named. */
export function alertKey(userId: string, alertId: string): UserRowKey {
  return { PK: personPartition(userId), SK: `${alertPrefix}${alertId}` };
}

/** Partition of the index by_entity_status that holds the alerts of a ticker. */
export function alertEntityType(ticker: string): AlertRow["entity_type"] {
  return `ALERT_RULE#${ticker}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
