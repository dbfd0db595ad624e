import { callMilliseconds } from "../invocation-deadline.ts";

/**
 * Options of every AWS client: three attempts with client-side rate limiting, 2 s to connect and 5 s to answer, so that
 * one hanging call never uses up a function's time. The SDK only warns of a late answer unless it is told to throw.
 */
export const clientOptions = {
  maxAttempts: 3,
  retryMode: "adaptive",
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
} as const;

/** Options of every call: all its attempts end before the invocation must (AbortError). */
export function callOptions(): { readonly abortSignal?: AbortSignal } {
  const milliseconds = callMilliseconds();
  return Number.isFinite(milliseconds) ? { abortSignal: AbortSignal.timeout(milliseconds) } : {};
}
