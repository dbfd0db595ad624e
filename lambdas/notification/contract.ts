import {
  above,
  below,
  lambdaContract,
  noAlarm,
  schedule,
  secret,
  table,
  text,
  topicMessages,
  url,
} from "../shared/contract/index.ts";
import { sendgridSecret } from "../shared/sentiment/secrets.ts";
import { sentiment } from "../shared/sentiment/system.ts";
import { timeseries, users } from "../shared/sentiment/tables.ts";
import { notificationDeadLetters, notifications } from "../shared/sentiment/topics.ts";

const quotaTerms = {
  statistic: "Maximum",
  periodSeconds: 3600,
  evaluationPeriods: 1,
  missing: "missing",
  missingBecause: "an hour without mails uses nothing of the quota",
} as const;

const attemptsAreCounted = noAlarm("Few or many mails are both normal; failed ones have an alarm of their own.");

export const notification = lambdaContract({
  system: sentiment,
  name: "notification",
  purpose:
    "Sends mails: every hour the daily digests that are due, sign-in links that were asked for, and the alerts of tickers that were scored.",
  timeoutSeconds: 30,
  memoryMegabytes: 256,
  reservedConcurrency: 5,
  tracing: "x-ray",
  triggers: [schedule("cron(0 * * * ? *)"), topicMessages(notifications)],
  deadLetterQueue: notificationDeadLetters,
  reaches: {
    USERS_TABLE: table(users, {
      actions: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"],
      queriedIndexes: ["by_entity_status"],
    }),
    TIMESERIES_TABLE: table(timeseries, { actions: ["dynamodb:Query"] }),
    SENDGRID_SECRET_ARN: secret(sendgridSecret),
  },
  settings: {
    SENDGRID_URL: url({ meaning: "address of the SendGrid API", default: "https://api.sendgrid.com" }),
    FROM_EMAIL: text({
      meaning: "address that mails come from",
      pattern: "^[^@\\s<>]+@[^@\\s<>]+\\.[^@\\s<>]+$",
      default: "noreply@sentiment-analyzer.com",
    }),
    DASHBOARD_URL: url({ meaning: "public address of the web application, which links in mails lead to" }),
  },
  metricTransport: "embedded",
  metrics: {
    EmailsAttempted: { branch: "Notifications", unit: "Count", alarm: attemptsAreCounted },
    EmailsSent: {
      branch: "Notifications",
      unit: "Count",
      alarm: below(95, {
        name: "notification-delivery-low",
        percentOf: "EmailsAttempted",
        atLeast: 5,
        statistic: "Sum",
        periodSeconds: 3600,
        evaluationPeriods: 3,
        missing: "missing",
        missingBecause: "in an hour without mails nothing can fail",
        severity: "warning",
        meaning: "Fewer than 95 % of the mails of an hour were sent, in each of three hours with five mails or more.",
      }),
    },
    EmailsFailed: {
      branch: "Notifications",
      unit: "Count",
      alarm: above(0, {
        statistic: "Sum",
        periodSeconds: 300,
        evaluationPeriods: 1,
        missing: "missing",
        missingBecause: "only a failed mail reports a number",
        severity: "warning",
        meaning: "A mail was not sent: SendGrid refused it, did not answer, or the quota of the day is used up.",
      }),
    },
    EmailsWithheld: {
      branch: "Notifications",
      unit: "Count",
      alarm: noAlarm("A person who got the ten mails of a day gets no eleventh: the limit does what it is for."),
    },
    AlertsTriggered: {
      branch: "Notifications",
      unit: "Count",
      alarm: above(50, {
        statistic: "Sum",
        periodSeconds: 3600,
        evaluationPeriods: 1,
        missing: "missing",
        missingBecause: "an hour in which no threshold is crossed reports no number",
        severity: "info",
        meaning: "More than 50 alerts were mailed in an hour: half of the mails of a day are used up.",
      }),
    },
    EmailQuotaUsed: {
      branch: "Notifications",
      unit: "Count",
      alarm: [
        above(49, {
          name: "sendgrid-quota-50-percent",
          ...quotaTerms,
          severity: "info",
          meaning: "At least 50 of the 100 mails of this day (UTC) are used up.",
        }),
        above(79, {
          name: "sendgrid-quota-80-percent",
          ...quotaTerms,
          severity: "warning",
          meaning: "At least 80 of the 100 mails of this day (UTC) are used up; after the last one none is sent.",
        }),
      ],
    },
  },
  failurePaths: {},
  operations: {
    handle_daily_digest: ["enabled_count", "due_count", "sent_count", "skipped_count", "failed_count"],
    evaluate_alerts: ["ticker_count", "rule_count", "crossed_count", "sent_count", "skipped_count", "failed_count"],
    take_email_quota: ["quota_used"],
    sendgrid_send_email: ["http_status", "recipient_count", "template_name"],
  },
});
