/**
 * Options of every AWS client: three attempts with client-side rate limiting, 5 s to connect and 10 s to answer, so
 * that one hanging call never uses up a function's time.
 */
export const clientOptions = {
  maxAttempts: 3,
  retryMode: "adaptive",
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 10_000 },
} as const;
