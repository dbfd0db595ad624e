import type { Construct } from "constructs";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { Alarm, type AlarmDefinition } from "../../modules/alarms/alarm.ts";
import { contractAlarms } from "../../modules/alarms/contract-alarms.ts";
import { refuseProblems } from "../../modules/problem.ts";
import type { Surroundings } from "./surroundings.ts";

/** Every alarm that a contract declares. */
export function declaredAlarms(
  { environment, naming }: Surroundings,
  contracts: readonly LambdaContract[],
): readonly AlarmDefinition[] {
  const owned = contracts.flatMap((contract) =>
    contractAlarms(contract, {
      environment: environment.name,
      functionName: naming("Lambda function", contract.name),
    }).map((definition) => ({ definition, owner: contract.name })),
  );
  refuseProblems(
    owned
      .filter(({ definition: { id } }, index) => owned.findIndex((other) => other.definition.id === id) !== index)
      .map(({ definition: { id }, owner }) => ({
        place: `lambdas/${owner}/contract.ts`,
        found: `a second alarm "${id}"`,
        expected: "names of alarms that differ",
        remedy: "Rename the metric or failure path: two alarms of one name overwrite each other.",
      })),
  );
  return owned.map(({ definition }) => definition);
}

export function addAlarms(
  scope: Construct,
  { naming }: Surroundings,
  definitions: readonly AlarmDefinition[],
  topicArn: string,
): void {
  for (const definition of definitions) new Alarm(scope, `alarm-${definition.id}`, { definition, naming, topicArn });
}
