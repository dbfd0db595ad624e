import { secretDefinition } from "../contract/index.ts";

export const tiingoSecret = secretDefinition("tiingo", ["api_key"]);
export const finnhubSecret = secretDefinition("finnhub", ["api_key"]);
export const sendgridSecret = secretDefinition("sendgrid", ["api_key"]);

/** Signs the tokens of people's sessions: at least 32 random bytes, as text. */
export const sessionTokenSecret = secretDefinition("session-tokens", ["signing_key"]);

/** Human check of sign-ups: `site_key` is public, `secret_key` proves the answer. */
export const hcaptchaSecret = secretDefinition("hcaptcha", ["secret_key", "site_key"]);

/** Key of machines that call the dashboard's API. */
export const dashboardApiKeySecret = secretDefinition("dashboard-api-key", ["api_key"]);

/** Proves that a payment event comes from Stripe. */
export const stripeWebhookSecret = secretDefinition("stripe-webhook", ["signing_secret"]);
