import { type LambdaContract, metricNamespace } from "../../../lambdas/shared/contract/index.ts";
import { type AlarmRecord, metricsOf, type WatchedMetric } from "../../alarms/alarm-record.ts";

/** What an alarm watches: one function, one thing that functions share, or more than one of them. */
export interface AlarmSubject {
  readonly kind: "function" | "shared" | "several";
  /** Name of the function in its contract, kind and name of the thing, or all of them. */
  readonly name: string;
}

/** Subject of alarms on several functions or things together, and on what belongs to none. */
const together: AlarmSubject = { kind: "several", name: "more than one, or all" };

/** Dimensions that name a thing, with what it is. */
const things = {
  TableName: "table",
  TopicName: "topic",
  QueueName: "queue",
  ApiName: "API",
  GroupName: "trace group",
} as const;

/** What contracts and names of an environment say about its alarms. */
export interface Watched {
  readonly contracts: readonly LambdaContract[];
  /** Name in Lambda of the function of a contract. */
  readonly functionNameOf: (contractName: string) => string;
  /** What the names of all resources of the environment begin with. */
  readonly namePrefix: string;
}

/** Finds what an alarm watches in the metrics that it reads. */
export function alarmSubject({ signal }: AlarmRecord, watched: Watched): AlarmSubject {
  const subjects = Object.values(metricsOf(signal)).map((metric) => subjectOf(metric, watched));
  const [first = together] = subjects;
  return subjects.every(({ kind, name }) => kind === first.kind && name === first.name) ? first : together;
}

function subjectOf(metric: WatchedMetric, { contracts, functionNameOf, namePrefix }: Watched): AlarmSubject {
  const { dimensions, logFilter } = metric;
  const named = contracts.find(
    ({ name }) => logFilter?.contractName === name || dimensions.FunctionName === functionNameOf(name),
  );
  const owner = named ?? contracts.find((contract) => emits(contract, metric));
  if (owner !== undefined) return { kind: "function", name: owner.name };
  const [thing] = Object.entries(things).flatMap(([dimension, what]): readonly AlarmSubject[] => {
    const name = dimensions[dimension];
    return name === undefined ? [] : [{ kind: "shared", name: `${what} ${withoutPrefix(name, namePrefix)}` }];
  });
  return thing ?? together;
}

function withoutPrefix(name: string, prefix: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

/** Whether a metric is one of those that a contract declares. */
function emits({ system, metrics }: LambdaContract, { namespace, name }: WatchedMetric): boolean {
  const own = metrics[name];
  return own !== undefined && namespace === metricNamespace(system, own.branch);
}
