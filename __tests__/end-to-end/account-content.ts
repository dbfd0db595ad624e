import type {
  LambdaContract,
  Reach,
  SecretDefinition,
  TableDefinition,
  TopicDefinition,
} from "../../lambdas/shared/contract/index.ts";
import { testValue } from "../helpers/test-value.ts";

/** Something that exists in the account, with the name or ARN that the functions' variables give. */
export interface Existing<D> {
  readonly definition: D;
  /** Name of a table, ARN of a topic or secret. */
  readonly address: string;
}

/** Everything that the contracts of some functions reach, each once. */
export interface AccountContent {
  readonly tables: readonly Existing<TableDefinition>[];
  readonly topics: readonly Existing<TopicDefinition>[];
  readonly secrets: readonly Existing<SecretDefinition>[];
}

export function accountContent(contracts: readonly LambdaContract[]): AccountContent {
  const reached = contracts.flatMap(({ reaches }) => Object.values<Reach>(reaches));
  const once = <D>(found: readonly Existing<D>[]) => [...new Map(found.map((each) => [each.address, each])).values()];
  return {
    tables: once(reached.flatMap((each) => (each.kind === "table" ? [existing(each, each.table)] : []))),
    topics: once(reached.flatMap((each) => (each.kind === "topic" ? [existing(each, each.topic)] : []))),
    secrets: once(reached.flatMap((each) => (each.kind === "secret" ? [existing(each, each.secret)] : []))),
  };
}

function existing<D>(reach: Reach, definition: D): Existing<D> {
  return { definition, address: testValue(reach) };
}
