import { account } from "../environments/account.ts";
import { checkEnvironment } from "../environments/check.ts";
import { checkAccount } from "../environments/check-account.ts";
import { environments } from "../environments/index.ts";
import type { Environment } from "../environments/schema.ts";
import type { LambdaContract } from "../lambdas/shared/contract/index.ts";
import { sentiment } from "../lambdas/shared/sentiment/system.ts";
import { noTraffic } from "../modules/cost/expected-traffic.ts";
import { hasExpectedInvocations } from "../modules/cost/invocations.ts";
import { collectorConfigurationFile } from "../modules/functions/environment-variables.ts";
import type { StackDefinition } from "../modules/synthesis/stack-definition.ts";
import { collectorConfiguration } from "../modules/tracing/collector-configuration.ts";
import { accountScope, stateBucketName } from "./account/surroundings.ts";
import { dataAddresses } from "./data-addresses.ts";
import * as sentimentFunctions from "./sentiment/functions.ts";
import { logBytesPerInvocation } from "./sentiment/log-volumes.ts";

const contracts: readonly LambdaContract[] = Object.values(sentimentFunctions);

/** Every stack that can be deployed; what others rely on comes first. */
export const stacks: readonly StackDefinition[] = [...accountStacks(), ...environments.map(sentimentStack)].map(
  (definition) => ({ ...definition, dataAddresses: dataAddresses[definition.name] ?? [] }),
);

/** What the account has once. Production shares it, so that its rules hold. */
function accountStacks(): readonly StackDefinition[] {
  const common = {
    environment: accountScope,
    production: true,
    functions: [],
  } as const;
  return [
    {
      ...common,
      name: "state",
      check: () => void checkAccount(account, environments, stateBucketName),
      addTo: async (app) => {
        const { StateStack } = await import("./state/state-stack.ts");
        new StateStack(app, { account });
      },
    },
    {
      ...common,
      name: "account",
      observability: {
        dollars: account.observabilityBudgetDollars,
        place: "environments/account.ts, observabilityBudgetDollars",
        traffic: noTraffic,
      },
      // Nothing but what is checked with the stack before it, which comes with it.
      check: () => {},
      addTo: async (app) => {
        const { AccountStack } = await import("./account/account-stack.ts");
        new AccountStack(app, { account, environments });
      },
    },
  ];
}

function sentimentStack(environment: Environment): StackDefinition {
  return {
    name: `${sentiment.name}-${environment.name}`,
    environment: environment.name,
    production: environment.production,
    functions: contracts.map((contract) => ({
      contract,
      functionName: contract.name,
      entryPoint: `lambdas/${contract.name}/handler.ts`,
      files: packagedFiles(contract),
    })),
    observability: {
      dollars: environment.observabilityBudgetDollars,
      place: `environments/${environment.name}.ts, observabilityBudgetDollars`,
      traffic: { ...environment.expectedTraffic, logBytesPerInvocation },
    },
    check: () =>
      void checkEnvironment(environment, environment.name, {
        all: contracts.map(({ name }) => name),
        invokedByOthers: contracts.filter(({ triggers }) => hasExpectedInvocations(triggers)).map(({ name }) => name),
      }),
    addTo: async (app, artifacts) => {
      const { SentimentStack } = await import("./sentiment/sentiment-stack.ts");
      new SentimentStack(app, { environment, artifacts });
    },
  };
}

/** What goes into a function's zip beside its code: the collector's configuration, where it has a collector. */
export function packagedFiles(contract: LambdaContract): Readonly<Record<string, string>> {
  if (contract.tracing !== "open-telemetry") return {};
  return { [collectorConfigurationFile]: collectorConfiguration(contract) };
}
