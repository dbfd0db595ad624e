import { randomUUID } from "node:crypto";
import { json, serviceError } from "../answer.ts";
import { anotherOperation, jsonOf } from "../call.ts";
import type { ServiceSupplement } from "../service-supplement.ts";

interface QueryDefinition {
  readonly queryDefinitionId: string;
  readonly name: string;
  readonly [key: string]: unknown;
}

/**
 * Saved queries of CloudWatch Logs; log groups and filters are the emulator's, but for a filter that is put once more: the
 * emulator would have it twice.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html
 */
export const logs: ServiceSupplement = ({ ask }) => {
  const definitions = new Map<string, QueryDefinition>();
  return {
    PutMetricFilter: async (call) => {
      const { filterName, logGroupName } = jsonOf(call);
      // That there is none to delete is the emulator's answer to most of these calls.
      await ask(
        anotherOperation(call, "DeleteMetricFilter"),
        Buffer.from(JSON.stringify({ filterName, logGroupName })),
      );
      return ask(call);
    },
    PutQueryDefinition: (call) => {
      const input = jsonOf(call);
      const queryDefinitionId = String(input.queryDefinitionId ?? randomUUID());
      definitions.set(queryDefinitionId, { ...input, name: String(input.name), queryDefinitionId });
      return json({ queryDefinitionId });
    },
    DescribeQueryDefinitions: (call) => {
      const prefix = String(jsonOf(call).queryDefinitionNamePrefix ?? "");
      return json({ queryDefinitions: [...definitions.values()].filter(({ name }) => name.startsWith(prefix)) });
    },
    DeleteQueryDefinition: (call) => {
      const id = String(jsonOf(call).queryDefinitionId);
      if (!definitions.delete(id))
        return serviceError(call, 400, "ResourceNotFoundException", `There is no query definition ${id}`);
      return json({ success: true });
    },
  };
};
