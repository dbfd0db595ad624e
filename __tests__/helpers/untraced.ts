import type { Tracing } from "../../lambdas/shared/tracing/tracing.ts";

/** Tracing that records nothing. */
export const untraced: Tracing = {
  inInvocation: (work) => work(),
  inSpan: (_, work) => work(() => {}),
  instrument: (client) => client,
};
