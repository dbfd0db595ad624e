import { isSchedule, type ScheduleDialect, scheduleForms } from "../../functions/schedule-expression.ts";
import type { CheckedStack } from "../checked-stack.ts";
import { blocks, type Resource } from "../resource.ts";
import { eachOf, type Judgement, type Rule, violationIf } from "../rule.ts";

const dialects: Readonly<Record<string, ScheduleDialect>> = {
  aws_backup_plan: "Backup plan",
  aws_cloudwatch_event_rule: "EventBridge rule",
  aws_scheduler_schedule: "EventBridge schedule",
};

export const scheduleExpression: Rule = {
  id: "schedule-expression",
  wrong: "A schedule is not written as its service reads it.",
  matters: '"rate(5 minute)" passes every stage of Terraform; EventBridge refuses it.',
  remedy: "Write the singular for 1 and the plural for more; cron has six fields, one of the two days a question mark.",
  requirements: ["AWS"],
  check: eachOf(Object.keys(dialects), judge),
};

function judge({ kind, body }: Resource, stack: CheckedStack): Judgement {
  const dialect = dialects[kind];
  const expressions =
    kind === "aws_backup_plan"
      ? blocks(body.rule).map(({ schedule }, index) => [`rule[${index}].schedule`, schedule] as const)
      : [["schedule_expression", body.schedule_expression] as const];
  const texts = expressions.flatMap(([path, value]) => {
    const text = stack.text(value);
    return text === undefined || text.includes("${") ? [] : [{ path, text }];
  });
  if (dialect === undefined || texts.length === 0) return "not applicable";
  return texts.flatMap(({ path, text }) =>
    violationIf(!isSchedule(text, dialect), { path, found: `"${text}"`, expected: scheduleForms[dialect] }),
  );
}
