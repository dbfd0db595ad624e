import { block } from "../resource.ts";
import { eachOf, type Rule } from "../rule.ts";

export const logLevelFormat: Rule = {
  id: "log-level-format",
  wrong: "A log level is set for logs that are plain text.",
  matters: "Levels exist for JSON logs alone; Lambda refuses the function.",
  remedy: 'Set the format to "JSON", which the trace id in every line needs as well.',
  requirements: ["AWS", "FR-012"],
  check: eachOf("aws_lambda_function", ({ body }) => {
    const {
      log_format: format,
      application_log_level: application,
      system_log_level: system,
    } = block(body.logging_config);
    if (application === undefined && system === undefined) return "not applicable";
    return format === "JSON"
      ? []
      : [{ path: "logging_config.log_format", found: `${format} with a log level`, expected: "JSON" }];
  }),
};
