import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { environmentVariables } from "../../modules/functions/environment-variables.ts";
import { permissions } from "../../modules/functions/permissions-from-contract.ts";
import type { ReachableResources } from "../../modules/functions/resources.ts";
import { bundle } from "../../modules/packaging/bundle.ts";
import type { Deployed } from "./drift.ts";
import { liveCode } from "./live-code.ts";

/** Resources of every name: what a contract reaches always exists, under an ARN that tells its kind. */
function anyResources(): ReachableResources {
  const named = (service: string) =>
    new Proxy({} as Record<string, { name: string; arn: string }>, {
      get: (_, name) => ({ name: String(name), arn: `arn:aws:${service}:us-east-1:111122223333:${String(name)}` }),
    });
  return {
    tables: named("dynamodb"),
    topics: named("sns"),
    secrets: named("secretsmanager"),
    queues: named("sqs"),
    functionUrl: (functionName) => `https://${functionName}.lambda-url.us-east-1.on.aws/`,
    keyArn: "arn:aws:kms:us-east-1:111122223333:key/k",
  };
}

/** Settings for every variable, so that those without a default are there too. */
function anySettings(contract: LambdaContract): Readonly<Record<string, string | number>> {
  const missing = Object.entries(contract.settings).filter(([, setting]) => setting.default === undefined);
  return Object.fromEntries(
    missing.map(([variable, setting]) => [
      variable,
      setting.type === "url" ? "https://example.com" : setting.type === "integer" ? setting.minimum : "x",
    ]),
  );
}

/** Policy statements of a contract. */
export function statementsOf(contract: LambdaContract) {
  return permissions(contract, anyResources(), "arn:aws:logs:us-east-1:111122223333:log-group:g", "us-east-1");
}

/** Environment variables of a contract. */
export function variablesOf(contract: LambdaContract): readonly string[] {
  return Object.keys(environmentVariables(contract, "test", anySettings(contract), anyResources()));
}

/** Bundles all functions and takes apart what would be deployed. */
export async function deployedFunctions(
  root: string,
  contracts: readonly LambdaContract[],
): Promise<readonly Deployed[]> {
  const entries = contracts.map(({ name }) => ({ functionName: name, entryPoint: `lambdas/${name}/handler.ts` }));
  const bundles = await bundle(root, entries);
  return Promise.all(
    contracts.map(async (contract, index) => ({
      contract,
      code: await liveCode(root, `lambdas/${contract.name}/handler.ts`),
      bundle: Buffer.from(bundles[index]?.code ?? []).toString("utf8"),
      variables: variablesOf(contract),
      statements: statementsOf(contract),
    })),
  );
}
