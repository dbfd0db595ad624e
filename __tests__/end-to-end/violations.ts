import { clientOptions } from "../../lambdas/shared/aws/retries-and-timeouts.ts";
import { expectedStories } from "./expected-stories.ts";
import type { RoundPlan } from "./round-plan.ts";
import type { RoundReport } from "./run-round.ts";
import { auditRow } from "./stored-rows.ts";
import type { World } from "./world.ts";
import { wrongRows } from "./wrong-rows.ts";

/**
 * Everything that is not as it must be after a round, in words.
 *
 * @param output everything that the functions wrote in the round.
 */
export async function violations(
  world: World,
  plan: RoundPlan,
  report: RoundReport,
  output: string,
): Promise<readonly string[]> {
  const watched = plan.people.flatMap(({ tickers }) => tickers);
  const userRows = await world.rows("users");
  return [
    ...(report.isSettled ? [] : ["nothing came to rest"]),
    ...(world.platform.deadLetters() === 0 ? [] : [`${world.platform.deadLetters()} dead letters are left`]),
    ...(await wrongRows(world, expectedStories(plan.stories, report.begin, watched))),
    ...missingAuditRows(userRows, report),
    ...wrongMails(world, plan, report, userRows, output),
  ];
}

function missingAuditRows(
  rows: readonly Readonly<Record<string, unknown>>[],
  { recoveryRuns }: RoundReport,
): readonly string[] {
  const audited = rows
    .filter(({ entity_type }) => entity_type === "COLLECTION_EVENT")
    .map((row) => auditRow.parse(row));
  const ids = new Set(audited.map(({ event_id }) => event_id));
  if (ids.size !== audited.length) return ["a run has two rows in the audit trail"];
  return audited.length >= recoveryRuns ? [] : [`${recoveryRuns} runs left ${audited.length} rows in the audit trail`];
}

/** Faults after which nobody can know whether a mail went out: rather none is sent then than two. */
const unknowable: ReadonlySet<unknown> = new Set(["killed-before", "killed-after", "hang-up", "silence"]);

/** Faults by which a call is not carried out, though its caller lives. */
const undone: ReadonlySet<unknown> = new Set(["throttled", "server-error", "conflict"]);

/**
 * Whether both a claim, or what comes after it, and taking the claim back may have failed in every attempt of the SDK:
 * then it stays, and its mail is not sent.
 */
function mayLeaveClaim(faults: RoundReport["callFaults"]): boolean {
  const attempts = clientOptions.maxAttempts;
  return faults.length >= 2 * attempts && faults.filter(({ kind }) => undone.has(kind)).length >= attempts;
}

function wrongMails(
  { mails, platform }: World,
  { people }: RoundPlan,
  report: RoundReport,
  userRows: readonly Readonly<Record<string, unknown>>[],
  output: string,
): readonly string[] {
  const received = (email: string, subject: RegExp) =>
    mails.mails.filter(
      ({ personalizations, ...mail }) =>
        subject.test(mail.subject) && personalizations.some(({ to }) => to.some((one) => one.email === email)),
    ).length;
  // Who is stopped by Lambda between the claim and the mail leaves as much behind as who is killed there.
  const isExact = !platform.timedOut().includes("notification") && isEveryMailCertain(report, output);
  const wrong = people.flatMap(({ id, email }) => {
    const due = report.dueDigests.some((person) => person.id === id) ? 1 : 0;
    const triggered = userRows.find((row) => row.PK === `USER#${id}` && String(row.SK).startsWith("ALERT#"));
    const expected = [
      ["digests", /^Daily/, due],
      ["alerts", /^Alert/, Number(triggered?.trigger_count ?? 0)],
    ] as const;
    return expected.flatMap(([what, subject, wanted]) => {
      const count = received(email, subject);
      return count > wanted || (isExact && count < wanted) ? [`${id} got ${count} ${what}, ${wanted} were due`] : [];
    });
  });
  const quota = userRows.filter(({ PK }) => PK === "EMAIL_QUOTA").reduce((sum, { count }) => sum + Number(count), 0);
  return [
    ...wrong,
    ...mails.faults.map((fault) => `SendGrid refuses a request: ${fault}`),
    ...(quota >= mails.mails.length && quota <= 100
      ? []
      : [`${mails.mails.length} mails, but the quota says ${quota}`]),
  ];
}

/**
 * Whether every mail that was due must have come. Where both the mail service and a table failed, a mail that was not
 * sent may still be noted as sent.
 */
function isEveryMailCertain({ callFaults, mailFaults }: RoundReport, output: string): boolean {
  const ofNotification = callFaults.filter(({ functionName }) => functionName === "notification");
  if (ofNotification.length > 0 && mailFaults.length > 0) return false;
  if (mayLeaveClaim(ofNotification)) return false;
  const kinds = [...ofNotification.map(({ kind }) => kind), ...mailFaults];
  // On a busy host an answer can come too late without any fault.
  return !kinds.some((kind) => unknowable.has(kind)) && !output.includes("UnansweredMailError");
}
