import type { TopicDefinition } from "./resources.ts";

/** Runs the function at a fixed rate or at fixed times (UTC). */
export interface ScheduleTrigger {
  readonly kind: "schedule";
  /** EventBridge schedule: `rate(5 minutes)` or `cron(0 * * * ? *)`. */
  readonly expression: string;
}

/** Runs the function for every message of a topic. */
export interface TopicTrigger {
  readonly kind: "topic";
  readonly topic: TopicDefinition;
}

/** Puts the function behind the system's REST API: every path, every method. */
export interface RestApiTrigger {
  readonly kind: "rest-api";
}

/** Gives the function a public URL of its own. */
export interface FunctionUrlTrigger {
  readonly kind: "function-url";
  readonly invokeMode: "BUFFERED" | "RESPONSE_STREAM";
  readonly allowMethods: readonly ("GET" | "POST" | "PUT" | "PATCH" | "DELETE")[];
  /** Request headers that a browser may send from another origin, in lower case. */
  readonly allowHeaders: readonly string[];
  /** Response headers that a script of another origin may read, in lower case. */
  readonly exposeHeaders: readonly string[];
}

export type Trigger = ScheduleTrigger | TopicTrigger | RestApiTrigger | FunctionUrlTrigger;

export function schedule<const E extends string>(expression: E) {
  return { kind: "schedule", expression } as const;
}

export function topicMessages<const T extends TopicDefinition>(definition: T) {
  return { kind: "topic", topic: definition } as const;
}

export function restApi() {
  return { kind: "rest-api" } as const;
}

export function functionUrl<const U extends Omit<FunctionUrlTrigger, "kind">>(
  url: U,
): U & { readonly kind: "function-url" } {
  return { kind: "function-url", ...url };
}
