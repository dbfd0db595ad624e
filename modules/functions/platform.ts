/** What every function runs on. The collector layer must be built for the same architecture. */
export const platform = { runtime: "nodejs24.x", architecture: "arm64", handler: "handler.handler" } as const;

/** Longest time that Lambda lets a function run, seconds. */
export const maximumTimeoutSeconds = 900;
