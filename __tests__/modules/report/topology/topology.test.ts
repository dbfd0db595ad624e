import { describe, expect, it } from "vitest";
import {
  functionUrlOf,
  queueDefinition,
  restApi,
  schedule,
  secret,
  secretDefinition,
  table,
  tableDefinition,
  topic,
  topicDefinition,
  topicMessages,
  url,
} from "../../../../lambdas/shared/contract/index.ts";
import { topologyOf } from "../../../../modules/report/topology/topology.ts";
import { contractWith } from "../../functions-checks/contract.ts";

const jobs = topicDefinition("jobs");
const rows = tableDefinition({
  name: "rows",
  partitionKey: { name: "id", type: "S" },
  sortKey: { name: "at", type: "S" },
  indexes: { by_state: { partitionKey: { name: "state", type: "S" } } },
});

const first = contractWith({
  name: "first",
  triggers: [schedule("rate(1 minute)"), restApi()],
  reaches: {
    ROWS_TABLE: table(rows, { actions: ["dynamodb:PutItem"], queriedIndexes: ["by_state"] }),
    JOBS_TOPIC_ARN: topic(jobs),
    KEY_SECRET_ARN: secret(secretDefinition("key", ["value"])),
    SECOND_URL: functionUrlOf("second"),
  },
  settings: { API_URL: url({ meaning: "address of the API" }) },
});

const second = contractWith({
  name: "second",
  triggers: [topicMessages(jobs)],
  deadLetterQueue: queueDefinition("lost"),
});

describe("the topology of contracts", () => {
  const { nodes, edges } = topologyOf([first, second]);

  it("has every function and everything that a contract names, each once", () => {
    expect(nodes.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      "function first",
      "function second",
      "schedule rate(1 minute)",
      "rest-api REST API",
      "table rows",
      "topic jobs",
      "secret key",
      "function-url second",
      "address API_URL",
      "queue lost",
    ]);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  });

  it("has an arrow for everything that a contract says, with its actions", () => {
    expect(edges.map(({ from, verb, to, meaning }) => `${from} ${verb} ${to}: ${meaning}`)).toEqual([
      "schedule-rate-1-minute- invokes function-first: invokes on schedule rate(1 minute)",
      "rest-api-REST-API invokes function-first: invokes with every request",
      "function-first uses table-rows: dynamodb:PutItem, dynamodb:Query on index by_state",
      "function-first publishes topic-jobs: sns:Publish",
      "function-first uses secret-key: secretsmanager:GetSecretValue",
      "function-first knows function-url-second: knows the address as SECOND_URL",
      "function-first knows address-API-URL: address of the API",
      "topic-jobs invokes function-second: invokes with every message",
      "function-second publishes queue-lost: sqs:SendMessage, for events that failed in every attempt",
    ]);
  });
});
