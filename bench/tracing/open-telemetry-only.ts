import { openTelemetryTracing } from "../../lambdas/shared/tracing/open-telemetry.ts";

const tracing = openTelemetryTracing();

/** Loads the tracing of functions that stream, and nothing else. */
export const handler = (): Promise<void> => tracing.inInvocation(async () => {});
