// What must not compile. Checked by the type checker alone: an error that stops to occur is an error itself.
import { getItem, putItem, queryIndexPage, queryPage } from "../../../../lambdas/shared/aws/dynamodb.ts";
import { readSecret } from "../../../../lambdas/shared/aws/secrets.ts";
import {
  integer,
  lambdaContract,
  noAlarm,
  schedule,
  secret,
  secretDefinition,
  table,
  tableDefinition,
  text,
  topic,
  topicDefinition,
} from "../../../../lambdas/shared/contract/index.ts";
import { lambda } from "../../../../lambdas/shared/lambda.ts";

const jars = tableDefinition({
  name: "jars",
  partitionKey: { name: "id", type: "S" },
  sortKey: { name: "at", type: "S" },
  indexes: {
    by_colour: { partitionKey: { name: "colour", type: "S" } },
    by_size: { partitionKey: { name: "size", type: "N" } },
  },
});

const basics = {
  system: { name: "tests", metricNamespace: "Tests" },
  purpose: "Shows what compiles.",
  timeoutSeconds: 30,
  memoryMegabytes: 256,
  reservedConcurrency: 1,
  tracing: "x-ray",
  triggers: [schedule("rate(1 minute)")],
  metricTransport: "embedded",
} as const;

const contract = lambdaContract({
  ...basics,
  name: "worker",
  reaches: {
    JARS_TABLE: table(jars, { actions: ["dynamodb:GetItem"], queriedIndexes: ["by_colour"] }),
    KEY_SECRET_ARN: secret(secretDefinition("key", ["api_key"])),
    FULL_TOPIC_ARN: topic(topicDefinition("full")),
  },
  settings: { LIMIT: integer({ meaning: "jars per shelf", minimum: 1, maximum: 9, default: 3 }) },
  metrics: {
    JarsFilled: { unit: "Count", alarm: noAlarm("only the types matter") },
    LidsTurned: {
      unit: "Count",
      dimensions: { Direction: ["left", "right"] },
      alarm: noAlarm("only the types matter"),
    },
  },
  failurePaths: {
    jar_count: { operation: "count_jars", loses: "a count", annotations: [] },
    label_print: { operation: "print_label", loses: "a label", annotations: ["label_width"] },
  },
  operations: { fill_jar: ["jar_size"], close_jar: [] },
});

const { configuration, metrics, traced, failurePath } = lambda(contract);

export function metricsThatAreDeclared() {
  metrics.JarsFilled(1);
  // @ts-expect-error a metric that the contract does not declare
  metrics.JarsBroken(1);
  metrics.LidsTurned(1, { Direction: "left" });
  // @ts-expect-error a dimension that is left out
  metrics.LidsTurned(1);
  // @ts-expect-error a dimension's value that the contract does not declare
  metrics.LidsTurned(1, { Direction: "up" });
  // @ts-expect-error a dimension that the metric does not have
  metrics.JarsFilled(1, { Direction: "left" });
}

export async function operationsThatAreDeclared() {
  await traced("fill_jar", async (annotate) => {
    annotate({ jar_size: 3 });
    // @ts-expect-error an annotation key that the operation does not declare
    annotate({ jar_weight: 3 });
    // @ts-expect-error a value that X-Ray does not index
    annotate({ jar_size: [3] });
  });
  // @ts-expect-error an operation that the contract does not declare
  await traced("break_jar", async () => {});
  // @ts-expect-error an annotation of an operation that has none
  await traced("close_jar", async (annotate) => annotate({ jar_size: 3 }));
}

export function variablesThatAreDeclared(): readonly [number, string] {
  // @ts-expect-error a variable that the contract does not declare
  void configuration.COLOUR;
  // @ts-expect-error a number taken for a text
  const limit: string = configuration.LIMIT;
  void limit;
  // @ts-expect-error a change of the configuration
  configuration.LIMIT = 4;
  return [configuration.LIMIT, configuration.JARS_TABLE];
}

export async function actionsThatAreGranted() {
  await getItem(configuration.JARS_TABLE, { Key: { id: "1" } });
  // @ts-expect-error an action that is not granted
  await putItem(configuration.JARS_TABLE, { Item: { id: "1" } });
  // @ts-expect-error a query on the table where only an index is granted
  await queryPage(configuration.JARS_TABLE, {});
  // @ts-expect-error a name that no contract gave
  await getItem("dev-tests-jars", { Key: { id: "1" } });
  // @ts-expect-error a topic taken for a table
  await getItem(configuration.FULL_TOPIC_ARN, { Key: { id: "1" } });
  await readSecret(configuration.KEY_SECRET_ARN, "api_key");
  // @ts-expect-error a table taken for a secret
  await readSecret(configuration.JARS_TABLE, "api_key");
}

export async function indexesThatAreGranted() {
  await queryIndexPage(configuration.JARS_TABLE, "by_colour", {});
  // @ts-expect-error an index of the table that is not granted
  await queryIndexPage(configuration.JARS_TABLE, "by_size", {});
  // @ts-expect-error an index that the table does not have
  await queryIndexPage(configuration.JARS_TABLE, "by_taste", {});
}

export async function failurePathsThatAreDeclared() {
  await failurePath("label_print", undefined, async (annotate) => annotate({ label_width: 3 }));
  // @ts-expect-error an annotation key that the failure path does not declare
  await failurePath("label_print", undefined, async (annotate) => annotate({ jar_size: 3 }));
  // @ts-expect-error an annotation of a failure path that has none
  await failurePath("jar_count", undefined, async (annotate) => annotate({ label_width: 3 }));
  // @ts-expect-error a failure path that the contract does not declare
  await failurePath("label_read", undefined, async () => {});
}

export const oneOwner = lambdaContract({
  ...basics,
  name: "two-owners",
  reaches: { JARS: table(jars, {}) },
  settings: {
    // @ts-expect-error a variable that names something in reaches already
    JARS: text({ meaning: "colour of the jars" }),
  },
  metrics: {},
  failurePaths: {},
  operations: {},
});

// @ts-expect-error a grant on an index that the table does not have
export const unknownIndex = table(jars, { queriedIndexes: ["by_taste"] });

// @ts-expect-error an action that tables do not have
export const unknownAction = table(jars, { actions: ["dynamodb:PutItems"] });

export const withoutSink = lambdaContract({ ...contract, metricTransport: "api" });

// @ts-expect-error a contract whose metrics go through the API without saying how
lambda(withoutSink);
