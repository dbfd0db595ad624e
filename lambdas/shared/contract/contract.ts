import type { Metric } from "./metrics-and-alarms.ts";
import type { Reach } from "./reaches.ts";
import type { QueueDefinition } from "./resources.ts";
import type { Setting, SettingValue } from "./settings.ts";
import type { System } from "./system.ts";
import type { Trigger } from "./triggers.ts";

/**
 * What a Lambda function does, needs, promises and how it is watched: plain data, read by its handler and by the
 * stack that deploys it.
 */
export interface LambdaContract {
  readonly system: System;
  /** Folder below `lambdas/`, and last part of the function's name. */
  readonly name: string;
  /** One sentence; becomes the function's description. */
  readonly purpose: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly reservedConcurrency: number;
  /** Runtime of the traces: X-Ray SDK for handlers that return, OpenTelemetry and a collector for those that stream. */
  readonly tracing: "x-ray" | "open-telemetry";
  readonly triggers: readonly Trigger[];
  /** Where an event goes that failed in every attempt of an asynchronous invocation. */
  readonly deadLetterQueue?: QueueDefinition;
  /** By environment variable: what the function reaches, with the exact actions. */
  readonly reaches: Readonly<Record<string, Reach>>;
  /** By environment variable: plain values. */
  readonly settings: Readonly<Record<string, Setting>>;
  /**
   * How metrics reach CloudWatch: as log lines in embedded metric format (no call that can fail, no permission), or by
   * PutMetricData where the point is to prove that this path works.
   */
  readonly metricTransport: "embedded" | "api";
  /** By metric name. */
  readonly metrics: Readonly<Record<string, Metric>>;
  /** Operations whose failure is recorded and then survived; each gets a metric and an alarm of its own. */
  readonly failurePaths: Readonly<Record<string, FailurePath>>;
  /** By span name: the annotation keys that it writes. */
  readonly operations: Readonly<Record<string, readonly string[]>>;
}

export interface FailurePath {
  /** Name of the span around the operation. */
  readonly operation: string;
  /** What is lost while the function carries on. */
  readonly loses: string;
  /** Annotation keys that the span writes, beside `failure_path` and `error_type`. */
  readonly annotations: readonly string[];
}

/** Fails to compile where one environment variable has two owners. */
type OneOwnerPerVariable<C extends LambdaContract> = keyof C["reaches"] & keyof C["settings"] extends never
  ? unknown
  : {
      readonly settings: {
        readonly [V in keyof C["reaches"] & keyof C["settings"]]: "this variable already names something in reaches";
      };
    };

/** Declares a contract. Keeps every literal, so that handlers are checked against exactly what stands here. */
export function lambdaContract<const C extends LambdaContract>(contract: C & OneOwnerPerVariable<C>): C {
  return contract;
}

declare const grants: unique symbol;

/**
 * Name or ARN of something that the function reaches, carrying the granted actions in its type: a helper that sends
 * `dynamodb:PutItem` takes `Granted<"dynamodb:PutItem">`, so that sending what the contract does not grant does not
 * compile. A query on an index needs `index/{name}`.
 */
export type Granted<A extends string> = string & { readonly [grants]: { readonly [G in A]: true } };

type ReachValue<R extends Reach> = R extends { readonly queriedIndexes: readonly (infer I extends string)[] }
  ? Granted<R["actions"][number] | `index/${I}`>
  : R extends { readonly kind: "function-url" }
    ? string
    : Granted<R["actions"][number]>;

/** What a handler reads from its environment. */
export type Configuration<C extends Pick<LambdaContract, "reaches" | "settings">> = {
  readonly [V in keyof C["reaches"]]: ReachValue<C["reaches"][V]>;
} & {
  readonly [V in keyof C["settings"]]: SettingValue<C["settings"][V]>;
};

/** Names of the operations that a contract declares. */
export type OperationName<C extends Pick<LambdaContract, "operations">> = keyof C["operations"] & string;

/** Annotation keys of one operation. */
export type AnnotationKey<
  C extends Pick<LambdaContract, "operations">,
  O extends OperationName<C>,
> = C["operations"][O][number];
