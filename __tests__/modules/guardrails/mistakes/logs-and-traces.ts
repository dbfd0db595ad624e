import type { Mistake, SoundVariant } from "./mistake.ts";

const filter = (change: Readonly<Record<string, unknown>>) => ({
  aws_cloudwatch_log_metric_filter: { refused: change },
});

export const logAndTraceMistakes: readonly Mistake[] = [
  {
    what: "a filter pattern with a brace that stays open",
    unnoticedByTerraform: true,
    rule: "log-filter-pattern",
    change: filter({ pattern: '{ $.level = "ERROR"' }),
    found: 'the end at character 20 instead of "&&", "||" or "}"',
  },
  {
    what: "a filter pattern that compares a field with AND",
    rule: "log-filter-pattern",
    change: filter({ pattern: '{ $.level = "ERROR" AND $.count > 3 }' }),
    found: '"AND $.count > 3 }" at character 21 instead of "&&", "||" or "}"',
  },
  {
    what: "a filter pattern with a term in need of quotes",
    rule: "log-filter-pattern",
    change: filter({ pattern: "failed: connection" }),
    found:
      '"failed: connection" at character 1 instead of a term, quoted where it has other characters than letters and digits',
  },
  {
    what: "a default value beside dimensions",
    unnoticedByTerraform: true,
    rule: "log-filter-default",
    change: filter({ metric_transformation: { dimensions: { Level: "$.level" } } }),
    found: '"0" beside dimensions',
  },
  {
    what: "a sampling rate of 5",
    unnoticedByTerraform: true,
    rule: "sampling-rate",
    change: { aws_xray_sampling_rule: { all: { fixed_rate: 5 } } },
    found: "5",
  },
  {
    what: "a trace filter with a keyword that does not exist",
    unnoticedByTerraform: true,
    rule: "trace-filter",
    change: { aws_xray_group: { errors: { filter_expression: "failure = true" } } },
    found: '"failure = true" at character 1 instead of a keyword of X-Ray, an annotation, service() or edge()',
  },
  {
    what: "a trace filter that names a service without quotes",
    rule: "trace-filter",
    change: { aws_xray_group: { errors: { filter_expression: "service(worker)" } } },
    found: '"worker)" at character 9 instead of the name of a service in quotes',
  },
  {
    what: "a log group that keeps lines for ever",
    rule: "log-retention",
    change: { aws_cloudwatch_log_group: { worker: { retention_in_days: 0 } } },
    found: "0",
  },
  {
    what: "a group of traces without insights",
    rule: "trace-insights",
    change: { aws_xray_group: { errors: { insights_configuration: undefined } } },
    found: "nothing",
  },
];

export const soundLogsAndTraces: readonly SoundVariant[] = [
  { what: "a rate of 0", rule: "sampling-rate", change: { aws_xray_sampling_rule: { all: { fixed_rate: 0 } } } },
  {
    what: "terms, one of them quoted",
    rule: "log-filter-pattern",
    change: filter({ pattern: '?ERROR ?"Task timed out" -debug' }),
  },
  {
    what: "columns",
    rule: "log-filter-pattern",
    change: filter({ pattern: "[ip, user, ..., status=4*, bytes > 100]" }),
  },
  {
    what: "a field that is missing",
    rule: "log-filter-pattern",
    change: filter({ pattern: "{ $.a.b[0] NOT EXISTS || $.c IS TRUE }" }),
  },
  {
    what: "a filter with dimensions and no default value",
    rule: "log-filter-default",
    change: filter({ metric_transformation: { dimensions: { Level: "$.level" }, default_value: undefined } }),
  },
  {
    what: "an edge between two services",
    rule: "trace-filter",
    change: {
      aws_xray_group: { errors: { filter_expression: 'edge("a", "b") { fault = true } OR responsetime > 5.5' } },
    },
  },
  {
    what: "a part of a service that is slow, by annotation",
    rule: "trace-filter",
    change: {
      aws_xray_group: {
        errors: {
          filter_expression:
            'service(id(name: "a", type: "client")) AND annotation.retries >= 3 AND http.url CONTAINS "/v1"',
        },
      },
    },
  },
];
