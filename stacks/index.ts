import { checkEnvironment } from "../environments/check.ts";
import { environments } from "../environments/index.ts";
import type { Environment } from "../environments/schema.ts";
import { sentiment } from "../lambdas/shared/sentiment/system.ts";
import type { StackDefinition } from "../modules/synthesis/stack-definition.ts";
import * as sentimentFunctions from "./sentiment/functions.ts";

/** Every stack that can be deployed. */
export const stacks: readonly StackDefinition[] = environments.map(sentimentStack);

function sentimentStack(environment: Environment): StackDefinition {
  return {
    name: `${sentiment.name}-${environment.name}`,
    environment: environment.name,
    functions: Object.values(sentimentFunctions).map((contract) => ({
      contract,
      functionName: contract.name,
      entryPoint: `lambdas/${contract.name}/handler.ts`,
      files: {},
    })),
    check: () =>
      void checkEnvironment(
        environment,
        environment.name,
        Object.values(sentimentFunctions).map((contract) => contract.name),
      ),
    addTo: async (app, artifacts) => {
      const { SentimentStack } = await import("./sentiment/sentiment-stack.ts");
      new SentimentStack(app, { environment, artifacts });
    },
  };
}
