/**
 * Questions to the log of one function, in the language of CloudWatch Logs Insights. Fields are those of the function's
 * own lines, or of the platform's (Lambda developer guide, Telemetry API event schema).
 */
export const functionQuestions = {
  failures: 'filter level = "ERROR" | stats count(*) as failures by message, error_type',
  "failed-starts":
    "filter ispresent(message.errorType) | fields @timestamp, message.errorType, message.errorMessage | sort @timestamp desc",
  "slowest-invocations": 'filter type = "platform.report" | sort record.metrics.durationMs desc | limit 20',
  memory: 'filter type = "platform.report" | stats max(record.metrics.maxMemoryUsedMB) by bin(5m)',
  "cold-starts":
    'filter type = "platform.report" | stats count(*) as invocations, count(record.metrics.initDurationMs) as cold_starts, max(record.metrics.initDurationMs) as slowest_start_ms by bin(1h)',
  "failed-answers":
    'filter level = "ERROR" or (type = "platform.report" and record.status != "success") | sort @timestamp desc | limit 20',
} as const;

export type FunctionQuestion = keyof typeof functionQuestions;

/** Questions to the logs of all functions together: where does it come from? */
export const systemQuestions = {
  failures:
    'filter level = "ERROR" | stats count(*) as failures by service, message, error_type | sort failures desc | limit 100',
  "time-outs-and-crashes":
    'filter type = "platform.report" and record.status != "success" | stats count(*) as invocations by @log, record.status, record.errorType',
  "slowest-invocations":
    'filter type = "platform.report" | fields @timestamp, @log, record.metrics.durationMs, record.requestId | sort record.metrics.durationMs desc | limit 50',
  memory:
    'filter type = "platform.report" | stats max(record.metrics.maxMemoryUsedMB) as used_mb, max(record.metrics.memorySizeMB) as of_mb by @log',
  "cold-starts":
    'filter type = "platform.report" | stats count(*) as invocations, count(record.metrics.initDurationMs) as cold_starts, max(record.metrics.initDurationMs) as slowest_start_ms by @log',
  "one-trace":
    '# Put the id of the trace in place of the zeros.\nfilter xray_trace_id = "1-00000000-000000000000000000000000" | fields @timestamp, service, level, message, error_type | sort @timestamp',
} as const;
