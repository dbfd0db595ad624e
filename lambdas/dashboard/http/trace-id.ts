/** Trace id of the running invocation (`1-{8 digits}-{24 digits}`); undefined where Lambda gave none. */
export function traceId(): string | undefined {
  return /(?:^|;)Root=([^;]+)/.exec(process.env._X_AMZN_TRACE_ID ?? "")?.[1];
}
