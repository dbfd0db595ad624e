import { checkEnvironment } from "../environments/check.ts";
import { environments } from "../environments/index.ts";
import type { Environment } from "../environments/schema.ts";
import type { LambdaContract } from "../lambdas/shared/contract/index.ts";
import { sentiment } from "../lambdas/shared/sentiment/system.ts";
import { collectorConfigurationFile } from "../modules/functions/environment-variables.ts";
import type { StackDefinition } from "../modules/synthesis/stack-definition.ts";
import { collectorConfiguration } from "../modules/tracing/collector-configuration.ts";
import * as sentimentFunctions from "./sentiment/functions.ts";

/** Every stack that can be deployed. */
export const stacks: readonly StackDefinition[] = environments.map(sentimentStack);

function sentimentStack(environment: Environment): StackDefinition {
  return {
    name: `${sentiment.name}-${environment.name}`,
    environment: environment.name,
    production: environment.production,
    functions: Object.values(sentimentFunctions).map((contract) => ({
      contract,
      functionName: contract.name,
      entryPoint: `lambdas/${contract.name}/handler.ts`,
      files: packagedFiles(contract),
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

/** What goes into a function's zip beside its code: the collector's configuration, where it has a collector. */
function packagedFiles(contract: LambdaContract): Readonly<Record<string, string>> {
  if (contract.tracing !== "open-telemetry") return {};
  return { [collectorConfigurationFile]: collectorConfiguration(contract) };
}
