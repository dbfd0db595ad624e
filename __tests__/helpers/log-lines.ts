/** Lines as the platform writes them (AWS Lambda developer guide, Telemetry API event schema). */
export const platformLines = {
  report:
    '{"time":"2026-11-21T12:00:00.000Z","type":"platform.report","record":{"requestId":"6d68","status":"success","metrics":{"durationMs":101.51,"billedDurationMs":102,"memorySizeMB":512,"maxMemoryUsedMB":93,"initDurationMs":116.74}}}',
  timedOut:
    '{"time":"2026-11-21T12:00:00.000Z","type":"platform.report","record":{"requestId":"6d68","status":"timeout","metrics":{"durationMs":60000,"billedDurationMs":60000,"memorySizeMB":512,"maxMemoryUsedMB":511}}}',
  started:
    '{"time":"2026-11-21T12:00:00.000Z","type":"platform.initReport","record":{"initializationType":"on-demand","phase":"init","status":"success","metrics":{"durationMs":125.33}}}',
  notStarted:
    '{"time":"2026-11-21T12:00:00.000Z","type":"platform.initReport","record":{"initializationType":"on-demand","phase":"init","status":"error","errorType":"Runtime.Unknown","metrics":{"durationMs":125.33}}}',
  startTimedOut:
    '{"time":"2026-11-21T12:00:00.000Z","type":"platform.initReport","record":{"initializationType":"on-demand","phase":"init","status":"timeout","metrics":{"durationMs":9999.1}}}',
} as const;

/** Lines of functions. `__tests__/rig/alarm-lines.test.ts` lets packaged functions write those that alarms wait for. */
export const functionLines = {
  failure: '{"level":"ERROR","message":"invocation failed","error_type":"HttpStatusError","service":"ingestion"}',
  thrown:
    '{"timestamp":"2026-11-21T12:00:00.000Z","level":"ERROR","requestId":"6d68","message":{"errorType":"TypeError","errorMessage":"x"}}',
  text: "INFO: nothing of interest",
  fallback:
    '{"metric_fallback":true,"metric_name":"StuckItems","exception_type":"ThrottlingException","exception_message":"Rate exceeded","timestamp":"2026-11-21T12:00:00.000Z"}',
  spansLost: '{"level":"ERROR","message":"invocation failed","error_type":"SpanDeliveryError"}',
  overflow:
    '{"timestamp":"2026-11-21T12:00:00.000Z","level":"WARN","requestId":"6d68","message":"Dropped 12 spans because maxQueueSize reached"}',
  otherDrop: '{"level":"WARN","requestId":"6d68","message":"Dropped 2 events because eventCountLimit reached"}',
} as const;

/** Lines of the collector, as a real one wrote them. */
export const collectorLines = {
  exportAsJson:
    '{"level":"error","caller":"internal/base_exporter.go:119","msg":"Exporting failed. Rejecting data.","otelcol.component.id":"awsxray","error":"Permanent error: operation error XRay: PutTraceSegments","rejected_items":1}',
  exportAsText: "2026-11-21T12:00:00.000Z error internal/base_exporter.go:119 Exporting failed. Rejecting data.",
  collectorConfiguration:
    "failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):",
  collectorPort:
    'cannot start pipelines: failed to start "otlp" receiver: listen tcp 127.0.0.1:4318: bind: address already in use',
  collectorPipelines: 'invalid configuration: service::pipelines::traces: references processor "batch"',
} as const;
