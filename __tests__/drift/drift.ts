import ts from "typescript";
import { alarmsOn, type LambdaContract } from "../../lambdas/shared/contract/index.ts";
import type { PolicyStatement } from "../../modules/functions/permissions-from-contract.ts";
import { xRayWriteActions } from "../../modules/functions/permissions-from-contract.ts";
import { callsOf, keysOf, nameOf, nodesOf, propertiesOf, textsOf } from "./live-code.ts";

/** What a function deploys as, and the code that runs. */
export interface Deployed {
  readonly contract: LambdaContract;
  readonly code: ts.SourceFile;
  /** The minified bundle with all packages: shows which variables libraries read. */
  readonly bundle: string;
  readonly variables: readonly string[];
  readonly statements: readonly PolicyStatement[];
}

/** IAM action of each AWS SDK command that needs exactly one (AWS service authorization reference). */
const actionOfCommand: Readonly<Record<string, string>> = {
  BatchGetCommand: "dynamodb:BatchGetItem",
  BatchWriteCommand: "dynamodb:BatchWriteItem",
  DeleteCommand: "dynamodb:DeleteItem",
  GetCommand: "dynamodb:GetItem",
  PutCommand: "dynamodb:PutItem",
  QueryCommand: "dynamodb:Query",
  UpdateCommand: "dynamodb:UpdateItem",
  ScanCommand: "dynamodb:Scan",
  PublishBatchCommand: "sns:Publish",
  PublishCommand: "sns:Publish",
  GetSecretValueCommand: "secretsmanager:GetSecretValue",
  PutMetricDataCommand: "cloudwatch:PutMetricData",
};

/** Actions of a transaction, by the key of its entries. */
const actionOfTransactionEntry: Readonly<Record<string, string>> = {
  Put: "dynamodb:PutItem",
  Update: "dynamodb:UpdateItem",
  Delete: "dynamodb:DeleteItem",
  ConditionCheck: "dynamodb:ConditionCheckItem",
};

/** Actions that the service itself or Lambda uses on behalf of the function. */
const impliedActions: ReadonlySet<string> = new Set([
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  "kms:Decrypt",
  "kms:GenerateDataKey",
  "sqs:SendMessage",
  ...xRayWriteActions,
]);

/** Commands that the live code constructs. */
function commandsSent({ code }: Deployed): readonly string[] {
  const constructed = [...nodesOf(code)].filter(ts.isNewExpression).map(({ expression }) => nameOf(expression) ?? "");
  return [...new Set(constructed.filter((name) => name.endsWith("Command")))];
}

function actionsOf(deployed: Deployed, command: string): readonly string[] {
  if (command !== "TransactWriteCommand") return [actionOfCommand[command] ?? `unknown:${command}`];
  const keys = keysOf(deployed.code);
  return Object.entries(actionOfTransactionEntry).flatMap(([entry, action]) => (keys.includes(entry) ? [action] : []));
}

/** Actions sent and not granted, and actions granted and never sent. */
export function actionDrift(deployed: Deployed): readonly string[] {
  const sent = new Set(commandsSent(deployed).flatMap((command) => actionsOf(deployed, command)));
  const granted = new Set(deployed.statements.flatMap(({ Action }) => Action));
  return [
    ...[...sent].filter((action) => !granted.has(action)).map((action) => `${action} is sent and not granted`),
    ...[...granted]
      .filter((action) => !sent.has(action) && !impliedActions.has(action))
      .map((action) => `${action} is granted and never sent`),
  ];
}

/** Actions on a table that no function of the code sends to it. (The other direction does not compile.) */
export function tableActionDrift(deployed: Deployed): readonly string[] {
  const helpers = actionsOfHelpers(deployed);
  const functions = [...nodesOf(deployed.code)].filter(ts.isFunctionLike).map((node) => ({
    variables: propertiesOf(node, "configuration"),
    actions: new Set([
      ...[...nodesOf(node)]
        .filter(ts.isCallExpression)
        .flatMap(({ expression }) => [...(helpers.get(nameOf(expression) ?? "") ?? [])]),
      ...keysOf(node).flatMap((key) => actionOfTransactionEntry[key] ?? []),
    ]),
  }));
  return Object.entries(deployed.contract.reaches).flatMap(([variable, reach]) =>
    (reach.kind === "table" ? reach.actions : [])
      .filter((action) => !functions.some(({ variables, actions }) => variables.has(variable) && actions.has(action)))
      .map((action) => `${action} on ${variable} is granted and never sent`),
  );
}

/** What each of the code's own functions sends, by its name: `putItem` sends `dynamodb:PutItem`. */
function actionsOfHelpers({ code }: Deployed): ReadonlyMap<string, readonly string[]> {
  const declared = [...nodesOf(code)].filter(ts.isFunctionDeclaration);
  return new Map(
    declared.map((node) => {
      const commands = [...nodesOf(node)].filter(ts.isNewExpression).map(({ expression }) => nameOf(expression) ?? "");
      return [node.name?.text.replace(/\d+$/, "") ?? "", commands.flatMap((command) => actionOfCommand[command] ?? [])];
    }),
  );
}

/** Indexes that may be queried and never are. (The other direction does not compile.) */
export function indexDrift({ contract, code }: Deployed): readonly string[] {
  const queried = new Set(callsOf(code, "queryIndexPage").flatMap((call) => textsOf(call.arguments[1])));
  return Object.entries(contract.reaches).flatMap(([variable, reach]) =>
    reach.kind === "table"
      ? reach.queriedIndexes
          .filter((index) => !queried.has(index))
          .map((index) => `index ${index} of ${variable} is granted and never queried`)
      : [],
  );
}

/** Variables that Lambda sets in every environment (AWS Lambda developer guide, defined runtime variables). */
const runtimeVariables: ReadonlySet<string> = new Set(["AWS_LAMBDA_FUNCTION_NAME", "AWS_REGION", "_X_AMZN_TRACE_ID"]);

/** Read by the collector layer, which is no part of the bundle. */
const layerVariables: ReadonlySet<string> = new Set(["OPENTELEMETRY_COLLECTOR_CONFIG_URI"]);

/** Variables whose name a library puts together, by the part that stands in its code. */
const composedVariables: Readonly<Record<string, string>> = {
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: "OTEL_EXPORTER_OTLP_${",
};

/** Variables set and never read, and variables read and never set. */
export function variableDrift(deployed: Deployed): readonly string[] {
  const { contract, code, bundle, variables } = deployed;
  const owned = new Set([...Object.keys(contract.reaches), ...Object.keys(contract.settings)]);
  const configured = propertiesOf(code, "configuration");
  const environment = new Set([...propertiesOf(code, "env"), ...standardVariablesRead(code)]);
  const isRead = (variable: string) => {
    if (owned.has(variable)) return configured.has(variable);
    return (
      environment.has(variable) ||
      layerVariables.has(variable) ||
      bundle.includes(composedVariables[variable] ?? variable)
    );
  };
  return [
    ...variables.filter((variable) => !isRead(variable)).map((variable) => `${variable} is set and never read`),
    ...[...environment]
      .filter((variable) => !variables.includes(variable) && !runtimeVariables.has(variable))
      .map((variable) => `${variable} is read and never set`),
  ];
}

function standardVariablesRead(code: ts.SourceFile): readonly string[] {
  return callsOf(code, "readStandardVariable").flatMap((call) => textsOf(call.arguments[1]));
}

/** Metrics declared and never emitted. (The other direction does not compile.) */
export function metricDrift({ contract, code }: Deployed): readonly string[] {
  const emitted = propertiesOf(code, "metrics");
  return Object.keys(contract.metrics)
    .filter((metric) => !emitted.has(metric))
    .map((metric) => `metric ${metric} is declared and never emitted`);
}

/** Metrics that have neither an alarm nor a reason that says something. */
export function reasonDrift({ contract }: Deployed): readonly string[] {
  return Object.entries(contract.metrics).flatMap(([name, { alarm }]) => {
    const reasons = "none" in alarm ? [alarm.none] : alarmsOn({ alarm }).map(({ missingBecause }) => missingBecause);
    const given = reasons.length > 0 && reasons.every((reason) => reason.trim().split(/\s+/).length >= 3);
    return given ? [] : [`metric ${name} has no alarm and no reason`];
  });
}

/** Failure paths declared and never walked. */
export function failurePathDrift({ contract, code }: Deployed): readonly string[] {
  const walked = new Set(callsOf(code, "failurePath").flatMap((call) => textsOf(call.arguments[0])));
  return Object.keys(contract.failurePaths)
    .filter((path) => !walked.has(path))
    .map((path) => `failure path ${path} is declared and never walked`);
}

/** Operations never traced, and annotation keys never written. */
export function annotationDrift({ contract, code }: Deployed): readonly string[] {
  const spans = [
    ...Object.entries(contract.operations).map(([name, keys]) => ({ kind: "traced", name, keys })),
    ...Object.entries(contract.failurePaths).map(([name, { annotations }]) => ({
      kind: "failurePath",
      name,
      keys: annotations,
    })),
  ];
  const calls = [...callsOf(code, "traced"), ...callsOf(code, "failurePath")];
  const handedOn = callsOf(code, "annotate").filter((annotate) => !calls.some((call) => isInside(annotate, call)));
  return spans.flatMap(({ kind, name, keys }) => {
    const own = callsOf(code, kind).filter((call) => textsOf(call.arguments[0]).includes(name));
    if (own.length === 0) return [`operation ${name} is declared and never traced`];
    const written = new Set(
      [...own.flatMap((call) => callsOf(call, "annotate")), ...handedOn].flatMap((call) => keysOf(call.arguments[0])),
    );
    return keys
      .filter((key) => !written.has(key))
      .map((key) => `annotation ${key} of ${name} is declared and never written`);
  });
}

function isInside(node: ts.Node, ancestor: ts.Node): boolean {
  return node.pos >= ancestor.pos && node.end <= ancestor.end;
}

/** Every kind of drift. */
export const driftChecks = {
  actionDrift,
  tableActionDrift,
  indexDrift,
  variableDrift,
  metricDrift,
  reasonDrift,
  failurePathDrift,
  annotationDrift,
} as const;
