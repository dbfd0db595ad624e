/** How an AWS service spells times. */
export type ScheduleDialect = "EventBridge rule" | "EventBridge schedule" | "Backup plan";

/** What each service takes, as words for a message. */
export const scheduleForms: Readonly<Record<ScheduleDialect, string>> = {
  "EventBridge rule": "rate(1 minute), rate(5 minutes) or cron(0 2 * * ? *)",
  "EventBridge schedule": "rate(5 minutes), cron(0 2 * * ? *) or at(2030-01-31T12:00:00)",
  "Backup plan": "cron(0 2 * * ? *)",
};

/** A rule wants the singular for 1 and the plural for all other numbers; a schedule takes both. */
const strictRate = /^rate\((?:1 (?:minute|hour|day)|(?!1 )[1-9]\d* (?:minutes|hours|days))\)$/;
const looseRate = /^rate\([1-9]\d* (?:minute|hour|day)s?\)$/;
const moment = /^at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)$/;
const cron = /^cron\(\S+ \S+ (?<day>\S+) \S+ (?<weekday>\S+) \S+\)$/;

/** Whether a service would take a schedule expression. */
export function isSchedule(expression: string, dialect: ScheduleDialect): boolean {
  const { day, weekday } = cron.exec(expression)?.groups ?? {};
  // The day is said by its number or by its name: the other of the two must be a question mark.
  if (day !== undefined && weekday !== undefined) return (day === "?") !== (weekday === "?");
  if (dialect === "Backup plan") return false;
  if (dialect === "EventBridge rule") return strictRate.test(expression);
  return looseRate.test(expression) || moment.test(expression);
}
