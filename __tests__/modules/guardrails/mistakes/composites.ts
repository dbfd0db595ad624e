import { alarmsOf } from "./alarms-of.ts";
import type { Mistake, SoundVariant } from "./mistake.ts";

const composite = (alarm_rule: string) => ({ aws_cloudwatch_composite_alarm: { any: { alarm_rule } } });

const manyAlarms = Array.from({ length: 101 }, (_, index) => `dev-jobs-many-${index}`);

const longNames = ["a", "b"].map((letter) => `dev-jobs-${letter.repeat(200)}`);

export const compositeMistakes: readonly Mistake[] = [
  {
    what: "the rule of a composite with two operators in a row",
    unnoticedByTerraform: true,
    rule: "composite-rule",
    change: composite('ALARM("dev-jobs-lost") AND OR ALARM("dev-jobs-latency")'),
    found:
      '"OR ALARM("dev-jobs-l" at character 28 instead of ALARM, OK, INSUFFICIENT_DATA, AT_LEAST, NOT, TRUE, FALSE or a bracket',
  },
  {
    what: "the rule of a composite with a bracket that stays open",
    rule: "composite-rule",
    change: composite('(ALARM("dev-jobs-lost") OR ALARM("dev-jobs-latency")'),
    found: 'the end at character 53 instead of ")"',
  },
  {
    what: "a composite of 101 alarms",
    rule: "composite-size",
    change: {
      aws_cloudwatch_metric_alarm: alarmsOf(manyAlarms),
      ...composite(manyAlarms.map((name) => `ALARM("${name}")`).join(" OR ")),
    },
    found: "101 alarms",
    also: ["alarm-shown"],
  },
  {
    what: "the rule of a composite of more than 10,240 characters",
    rule: "composite-size",
    change: {
      aws_cloudwatch_metric_alarm: alarmsOf(longNames),
      ...composite(Array.from({ length: 50 }, (_, index) => `ALARM("${longNames[index % 2]}")`).join(" OR ")),
    },
    found: "11096 characters",
    also: ["alarm-shown"],
  },
  {
    what: "a composite over an alarm that does not exist",
    rule: "composite-member",
    change: composite('ALARM("dev-jobs-lost") OR ALARM("dev-jobs-found")'),
    found: '"dev-jobs-found"',
  },
];

export const soundComposites: readonly SoundVariant[] = [
  {
    what: "a composite of 100 alarms",
    rule: "composite-size",
    change: composite(
      manyAlarms
        .slice(1)
        .map((name) => `ALARM("${name}")`)
        .join(" OR "),
    ),
  },
  {
    what: "at least two of three alarms",
    rule: "composite-rule",
    change: composite('AT_LEAST(2, ALARM, ("dev-jobs-lost", "dev-jobs-latency", "dev-jobs-share"))'),
  },
];
