import { asText } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

const choices = ["breaching", "missing", "notBreaching"];

export const alarmMissingData: Rule = {
  id: "alarm-missing-data",
  wrong: "An alarm does not say what silence means.",
  matters: "By default silence changes nothing: a heartbeat that stops is no alarm. `ignore` freezes the last state.",
  remedy: "Set treat_missing_data: breaching for heartbeats, missing or notBreaching for errors.",
  requirements: ["FR-045", "FR-162"],
  check: eachOf("aws_cloudwatch_metric_alarm", ({ body: { treat_missing_data: missing } }) =>
    violationIf(!choices.includes(asText(missing)), {
      path: "treat_missing_data",
      found: missing === undefined ? "nothing" : JSON.stringify(missing),
      expected: choices.join(", "),
    }),
  ),
};
