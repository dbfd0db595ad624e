import { xRayTracing } from "../../lambdas/shared/tracing/x-ray.ts";

const tracing = xRayTracing();

/** Loads the tracing of functions that return an answer, and nothing else. */
export const handler = (): Promise<void> => tracing.inInvocation(async () => {});
