import { scheduledEvent } from "../events.ts";
import { isRestRequest, type Triggers } from "../triggers.ts";
import type { DeployedContract } from "./deployed-system.ts";

/** What makes functions run according to the account in which they were deployed. */
export function deployedTriggers(system: readonly DeployedContract[]): Triggers {
  const wiringOf = (functionName: string) => system.find(({ contract }) => contract.name === functionName)?.wiring;
  return {
    subscribers: (topicArn) =>
      system.filter(({ wiring }) => wiring.topics.includes(topicArn)).map(({ contract }) => contract.name),
    scheduledEvents: (functionName, now) =>
      (wiringOf(functionName)?.schedules ?? []).map(({ input }) =>
        input === undefined ? scheduledEvent(now) : JSON.parse(input),
      ),
    doorFor(functionName, request) {
      const { restRoutes = [], url } = wiringOf(functionName) ?? {};
      if (!isRestRequest(request)) return url === undefined ? undefined : url === "BUFFERED" ? "whole" : "streamed";
      const { resource, httpMethod } = request;
      const fits = restRoutes.some(
        (route) => route.resource === resource && (route.method === "ANY" || route.method === httpMethod),
      );
      return fits ? "whole" : undefined;
    },
  };
}
