import { manyContracts } from "../../__tests__/helpers/many-contracts.ts";
import { prod } from "../../environments/prod.ts";
import type { Environment } from "../../environments/schema.ts";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { hasExpectedInvocations } from "../../modules/cost/invocations.ts";
import type { StackDefinition } from "../../modules/synthesis/stack-definition.ts";
import { packagedFiles } from "../../stacks/index.ts";
import { logBytesPerInvocation } from "../../stacks/sentiment/log-volumes.ts";

/** Production with so many functions, as a stack that can be synthesized; nothing bounds its bill. */
export function grownEnvironment(functionCount: number): StackDefinition {
  const contracts = manyContracts(functionCount);
  const environment = withTraffic(prod, contracts);
  return {
    name: `sentiment-${environment.name}`,
    environment: environment.name,
    production: environment.production,
    functions: contracts.map((contract) => ({
      contract,
      functionName: contract.name,
      entryPoint: "bench/growth/handler.ts",
      files: packagedFiles(contract),
    })),
    observability: {
      dollars: Number.POSITIVE_INFINITY,
      place: "bench/growth/grown-environment.ts",
      traffic: { ...environment.expectedTraffic, logBytesPerInvocation },
    },
    check: () => {},
    addTo: async (app, artifacts) => {
      const { SentimentStack } = await import("../../stacks/sentiment/sentiment-stack.ts");
      new SentimentStack(app, { environment, artifacts, contracts });
    },
  };
}

function withTraffic(environment: Environment, contracts: readonly LambdaContract[]): Environment {
  const { invocationsPerDay, ...traffic } = environment.expectedTraffic;
  const added = contracts
    .filter(({ name, triggers }) => hasExpectedInvocations(triggers) && !(name in invocationsPerDay))
    .map(({ name }) => [name, 1_000]);
  return {
    ...environment,
    expectedTraffic: { ...traffic, invocationsPerDay: { ...invocationsPerDay, ...Object.fromEntries(added) } },
  };
}
