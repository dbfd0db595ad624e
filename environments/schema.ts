import { z } from "zod";

/** Retention periods that CloudWatch Logs offers, in days (API reference, PutRetentionPolicy). */
const retentionDays = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653] as const;
const retention = z.literal(retentionDays);

const webOrigin = z
  .string("an origin such as https://example.com")
  .refine(
    (value) => !value.includes("*"),
    'a named origin: with "*" every site on the web may call the API with a visitor\'s credentials',
  )
  .refine(
    (value) => value.includes("*") || (URL.canParse(value) && new URL(value).origin === value),
    "an origin such as https://example.com: scheme and host, no path",
  );

const httpUrl = z.url({ protocol: /^https?$/, error: "an absolute http or https URL" });

const alarmSubscriber = z.discriminatedUnion("protocol", [
  z.strictObject({ protocol: z.literal("email"), endpoint: z.email("an e-mail address") }),
  z.strictObject({ protocol: z.literal("https"), endpoint: z.url({ protocol: /^https$/, error: "an https URL" }) }),
]);

const samplingRule = z.strictObject({
  /** Last part of the rule's name. */
  name: z.string().regex(/^[a-z-]+$/, "lower-case letters and dashes"),
  priority: z.int().min(1).max(9999),
  /** Traces per second that are always kept. */
  reservoirSize: z.int().min(0),
  /** Share of the rest that is kept, 0 to 1. */
  fixedRate: z.number().min(0).max(1),
  /** What makes the decision: everything of the environment, the stage of the REST API, or one function's URL. */
  applies: z.union(
    [z.literal("all"), z.literal("rest-api"), z.strictObject({ function: z.string() })],
    '"all", "rest-api" or the name of a function as { function: "..." }',
  ),
});

const accountId = z.string("12 digits, as text").regex(/^\d{12}$/, "12 digits, as text");
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "a region such as us-east-1");

/** What the environment has to do in a usual day: what logs, traces and browser events cost is computed of it. */
const expectedTraffic = z.strictObject({
  /** Invocations that no schedule makes, by function: requests, streams that begin, messages of topics. */
  invocationsPerDay: z.record(z.string(), z.number().min(0)),
  /** Visits of the web application, recorded or not. */
  browserSessionsPerDay: z.number().min(0),
  /** Events that one recorded visit reports: pages, requests, errors, timings. */
  eventsPerBrowserSession: z.number().min(0),
});

/** What differs between environments. Every key is required, so that a file shows all there is to decide. */
export const environmentSchema = z.strictObject({
  /** First part of every resource name. At most 7 characters: X-Ray names end at 32. */
  name: z.string().regex(/^[a-z][a-z0-9]{0,6}$/, "1 to 7 lower-case letters and digits, beginning with a letter"),
  /** Whether real people depend on it; turns the production rules on. */
  production: z.boolean(),
  accountId,
  region,
  /** Where Terraform keeps its state; without a bucket it stays on the machine that deploys. */
  state: z.strictObject({ bucket: z.string().optional() }),
  /** Days for which logs are kept; `functions` holds the exceptions, by function. */
  logRetentionDays: z.strictObject({ default: retention, functions: z.record(z.string(), retention) }),
  /** Web origins that may call the API from a browser. */
  corsOrigins: z.array(webOrigin),
  /** Public address of the web application: target of links in mails, domain of real user monitoring. */
  dashboardUrl: httpUrl,
  /** Who is told about alarms and the budget. */
  alarmSubscribers: z.array(alarmSubscriber),
  /** Which alarms there are: all, or those alone that somebody is woken for. An alarm costs 10 cents a month. */
  alarms: z.literal(["all", "critical"]),
  /** Where engineers open docs/runbooks.md; every alarm links a section of it. */
  runbookUrl: httpUrl,
  /** ADOT collector layer for the region and architecture of the functions, pinned to a version. */
  collectorLayerArn: z.string(),
  /** What everything of the environment may cost a month; AWS tells when it is spent. */
  monthlyBudgetDollars: z.number().positive(),
  /** What watching alone may cost a month, by prices and expected traffic; above it nothing is synthesized. */
  observabilityBudgetDollars: z.number().positive(),
  expectedTraffic,
  /** Whether the items table is backed up every night, beside its point-in-time recovery. */
  dailyBackup: z.boolean(),
  /** Whether tables, key, secrets, user pool and buckets refuse to be destroyed. */
  protectData: z.boolean(),
  userPool: z.strictObject({
    advancedSecurity: z.literal(["AUDIT", "ENFORCED"]),
    /** Last part of the sign-in domain; the domain must be unique in the region, across accounts. */
    domainSuffix: z.string().regex(/^[a-z0-9-]+$/, "lower-case letters, digits and dashes"),
    callbackUrls: z.array(httpUrl).min(1),
    logoutUrls: z.array(httpUrl).min(1),
  }),
  /** Share of browser sessions that real user monitoring records, 0 to 1. */
  realUserMonitoringRate: z.number().min(0).max(1),
  samplingRules: z.array(samplingRule).min(1),
  /** Values of the functions' settings, by function and variable; a contract says which there are. */
  settings: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number()], "a text or a number"))),
});

/**
 * What holds for the account that the environments share, and for all of them at once. Every key is required, as in the
 * environments' files.
 */
export const accountSchema = z.strictObject({
  accountId,
  /** Region of the bucket for Terraform's state. */
  stateRegion: region,
  /** Who is told about the account's alarms: its bill, its quotas. */
  alarmSubscribers: z.array(alarmSubscriber),
  /** Where engineers open docs/runbooks.md. */
  runbookUrl: httpUrl,
  /** What watching the account may cost a month, beside its environments; above it nothing is synthesized. */
  observabilityBudgetDollars: z.number().positive(),
  /** Which costs are reported that AWS finds unusual, of any service and environment. */
  costAnomalies: z.strictObject({
    /** Dollars above the usual from which on. */
    fromDollars: z.number().positive(),
    /**
     * ARN of the account's monitor of services. AWS allows one, and has made it in every account that came to use Cost
     * Explorer since March 2023. Default: the account has none, and one is made.
     */
    monitorArn: z
      .string()
      .regex(/^arn:aws:ce::\d{12}:anomalymonitor\/[\w-]+$/, "arn:aws:ce::{account}:anomalymonitor/{id}")
      .optional(),
  }),
});

export type Account = Readonly<z.infer<typeof accountSchema>>;
export type Environment = Readonly<z.infer<typeof environmentSchema>>;
export type SamplingRuleSettings = Environment["samplingRules"][number];
export type AlarmSubscriber = Environment["alarmSubscribers"][number];
