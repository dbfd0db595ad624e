import type { Construct } from "constructs";
import type { FunctionUrlTrigger, Trigger } from "../../lambdas/shared/contract/index.ts";
import { RestApi } from "../api/rest-api.ts";
import type { Naming } from "../naming/naming.ts";
import { FunctionUrl } from "./function-url.ts";
import type { LambdaFunction } from "./lambda-function.ts";
import { offered, type ReachableResources } from "./resources.ts";
import { Schedule } from "./schedule.ts";
import { TopicSubscription } from "./topic-subscription.ts";

export interface TriggerSurroundings {
  readonly naming: Naming;
  readonly resources: ReachableResources;
  /** Web origins that may call public functions from a browser. */
  readonly allowOrigins: readonly string[];
  /** Queue that takes scheduled events that could not be delivered. */
  readonly scheduleDeadLetterQueueArn: string;
  readonly accessLogRetentionDays: number;
}

/** What a function is reached by, where that is known only after it was created. */
export interface Entrances {
  readonly url?: FunctionUrl;
  readonly restApi?: RestApi;
}

/** Connects a function to everything that invokes it, by its contract. */
export function connectTriggers(
  scope: Construct,
  target: LambdaFunction,
  surroundings: TriggerSurroundings,
): Entrances {
  return Object.assign(
    {},
    ...target.contract.triggers.map((trigger) => connect(scope, target, trigger, surroundings)),
  ) as Entrances;
}

function connect(
  scope: Construct,
  target: LambdaFunction,
  trigger: Trigger,
  { naming, resources, allowOrigins, scheduleDeadLetterQueueArn, accessLogRetentionDays }: TriggerSurroundings,
): Entrances {
  const { name } = target.contract;
  switch (trigger.kind) {
    case "schedule":
      new Schedule(scope, `${name}-schedule`, {
        trigger,
        target,
        naming,
        deadLetterQueueArn: scheduleDeadLetterQueueArn,
      });
      return {};
    case "topic": {
      const { arn } = offered(`${name} contract, triggers`, "topics", trigger.topic.name, resources);
      new TopicSubscription(scope, `${name}-${trigger.topic.name}`, { topicArn: arn, target });
      return {};
    }
    case "function-url":
      return { url: new FunctionUrl(scope, `${name}-url`, { trigger, target, allowOrigins }) };
    case "rest-api":
      return {
        restApi: new RestApi(scope, `${name}-api`, {
          target,
          naming,
          access: { allowOrigins, ...browserAccess(target) },
          logRetentionDays: accessLogRetentionDays,
        }),
      };
  }
}

/** The API allows browsers what the same function's URL allows them; a function without a URL, the usual. */
function browserAccess({ contract }: LambdaFunction) {
  const url = contract.triggers.find((trigger): trigger is FunctionUrlTrigger => trigger.kind === "function-url");
  return {
    allowMethods: url?.allowMethods ?? ["GET", "POST", "PUT", "PATCH", "DELETE"],
    allowHeaders: url?.allowHeaders ?? ["content-type", "authorization"],
  };
}
