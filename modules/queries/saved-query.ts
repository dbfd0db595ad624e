import type { AlarmRecord } from "../alarms/alarm-record.ts";
import { type FirstLook, lambdaLogGroup } from "../alarms/first-look.ts";
import type { WatchedFunction } from "../alarms/watched-function.ts";
import { chunks } from "../chunks.ts";
import { functionQuestions, systemQuestions } from "./questions.ts";

/** Log groups that one query can read (CloudWatch Logs API reference, StartQuery). */
const maximumLogGroups = 50;

/** A query that is kept in CloudWatch Logs Insights. */
export interface SavedQuery {
  /** Folder and name. The folder is the function's name, so that the queries of an environment stand together. */
  readonly name: string;
  readonly logGroups: readonly string[];
  readonly query: string;
}

/** Questions that every function is asked, whatever its alarms are. */
const always = ["failures", "slowest-invocations", "memory", "cold-starts"] as const;

/** The queries of every function: those that its alarms name as the first look, and those that are always of use. */
export function functionQueries(
  functions: readonly WatchedFunction[],
  alarms: readonly AlarmRecord[],
): readonly SavedQuery[] {
  const looks = alarms.flatMap(({ firstLook }) => (firstLook.kind === "logs" ? [firstLook] : []));
  const usual = functions.flatMap(({ functionName }) =>
    always.map((question) => ({
      logGroup: lambdaLogGroup(functionName),
      name: question,
      query: functionQuestions[question],
    })),
  );
  const queries = [...looks, ...usual].map(savedQuery);
  return [...new Map(queries.map((query) => [query.name, query])).values()];
}

/** Queries over the logs of all functions; in parts where there are more than a query can read. */
export function systemQueries(folder: string, functions: readonly WatchedFunction[]): readonly SavedQuery[] {
  const parts = chunks(
    functions.map(({ functionName }) => lambdaLogGroup(functionName)),
    maximumLogGroups,
  );
  return Object.entries(systemQuestions).flatMap(([name, query]) =>
    parts.map((logGroups, index) => ({
      name: `${folder}/${index === 0 ? name : `${name}-${index + 1}`}`,
      logGroups,
      query,
    })),
  );
}

function savedQuery({ logGroup, name, query }: Omit<FirstLook & { readonly kind: "logs" }, "kind">): SavedQuery {
  return { name: `${logGroup.slice(logGroup.lastIndexOf("/") + 1)}/${name}`, logGroups: [logGroup], query };
}
