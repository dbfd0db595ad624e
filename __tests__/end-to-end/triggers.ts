import type { LambdaContract, TopicDefinition, Trigger } from "../../lambdas/shared/contract/index.ts";
import { testValue } from "../helpers/test-value.ts";
import { scheduledEvent } from "./events.ts";

/** Whether a request is answered while the function still writes, or when it is done. */
export type Door = "streamed" | "whole";

/** What makes functions run. */
export interface Triggers {
  /** Functions that get the messages of a topic (ARN). */
  subscribers(topicArn: string): readonly string[];
  /** The events that a function gets each time its schedules come; none where it has no schedule. */
  scheduledEvents(functionName: string, now: number): readonly unknown[];
  /** How a request reaches a function; undefined where it does not. */
  doorFor(functionName: string, request: unknown): Door | undefined;
}

/** What makes functions run according to their contracts. */
export function contractTriggers(contracts: readonly LambdaContract[]): Triggers {
  const triggersOf = (functionName: string): readonly Trigger[] =>
    contracts.find(({ name }) => name === functionName)?.triggers ?? [];
  return {
    subscribers: (topicArn) =>
      contracts
        .filter(({ triggers }) => triggers.some((each) => each.kind === "topic" && arnOf(each.topic) === topicArn))
        .map(({ name }) => name),
    scheduledEvents: (functionName, now) =>
      triggersOf(functionName)
        .filter(({ kind }) => kind === "schedule")
        .map(() => scheduledEvent(now)),
    doorFor(functionName, request) {
      if (isRestRequest(request))
        return triggersOf(functionName).some(({ kind }) => kind === "rest-api") ? "whole" : undefined;
      const url = triggersOf(functionName).find((each) => each.kind === "function-url");
      return url === undefined ? undefined : url.invokeMode === "RESPONSE_STREAM" ? "streamed" : "whole";
    },
  };
}

/** Whether an event is what a REST API hands over; else it is that of a function URL. */
export function isRestRequest(request: unknown): request is { readonly resource: string; readonly httpMethod: string } {
  return typeof request === "object" && request !== null && "httpMethod" in request;
}

function arnOf(topic: TopicDefinition): string {
  return testValue({ kind: "topic", topic, actions: ["sns:Publish"] });
}
