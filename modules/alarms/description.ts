import { refuseProblems } from "../problem.ts";
import type { AlarmRecord, CompositeRecord } from "./alarm-record.ts";
import { firstLookText } from "./first-look.ts";

/** Longest description of an alarm, characters (CloudWatch, PutMetricAlarm). */
export const maximumDescriptionCharacters = 1_024;

/**
 * What the mail of an alarm says: how bad it is, what it means, where the runbook is and where to look first.
 *
 * @throws ProblemError where CloudWatch would refuse it as too long.
 */
export function alarmDescription(
  alarm: AlarmRecord | CompositeRecord,
  /** Address of the runbook, without a section. */
  runbookUrl: string,
): string {
  const { id, severity, meaning, runbook } = alarm;
  const lines = [
    `${severity.toUpperCase()}: ${meaning}`,
    `Runbook: ${runbookUrl}#${runbook}`,
    ...("firstLook" in alarm ? [firstLookText(alarm.firstLook)] : []),
  ];
  const text = lines.join("\n");
  refuseProblems(
    text.length <= maximumDescriptionCharacters
      ? []
      : [
          {
            place: `alarm "${id}"`,
            found: `a description of ${text.length} characters`,
            expected: `at most ${maximumDescriptionCharacters}`,
            remedy: "Shorten its meaning or its first query.",
          },
        ],
  );
  return text;
}
