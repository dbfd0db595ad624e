import type { Problem } from "../../modules/problem.ts";
import { accountOf } from "../iam/evaluate.ts";
import { type Grant, isUse } from "../iam/grants.ts";
import { requiredPermissions } from "../iam/required-permissions.ts";
import type { SignedCall } from "../iam/signed-call.ts";
import type { EmulatedAws } from "./emulated-aws.ts";
import { found, membersIn, textIn } from "./query-answer.ts";

type Content = Readonly<Record<string, unknown>>;

/** A call that somebody with the keys of a role could try. */
export interface Attempt {
  readonly service: string;
  readonly protocol: "json" | "query";
  /** Beginning of the header X-Amz-Target, where the service has one. */
  readonly target: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What a role tried that nobody granted to it. */
export interface Probe {
  /** ARN. */
  readonly role: string;
  readonly tried: number;
  /** What was not denied. */
  readonly carriedOut: readonly string[];
}

const onTables = ["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan", "DescribeTable"];
const onSecrets = ["GetSecretValue", "PutSecretValue", "DescribeSecret"];
const onQueues = ["SendMessage", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];

/** Calls on everything that the account has, of whichever stack. */
export async function possibleAttempts(aws: EmulatedAws): Promise<readonly Attempt[]> {
  const { TableNames } = await aws.json("dynamodb", "DynamoDB_20120810.ListTables", {});
  const { SecretList } = await aws.json("secretsmanager", "secretsmanager.ListSecrets", { MaxResults: 100 });
  const { QueueUrls } = await aws.json("sqs", "AmazonSQS.ListQueues", {});
  const { logGroups } = await aws.json("logs", "Logs_20140328.DescribeLogGroups", {});
  const topics = found(await aws.query("sns", { Action: "ListTopics", Version: "2010-03-31" }), "ListTopicsResult");
  const json = (service: string, target: string, operations: readonly string[], parameters: Attempt["parameters"]) =>
    operations.map((operation): Attempt => ({ service, protocol: "json", target, operation, parameters }));
  const query = (service: string, operation: string, parameters: Attempt["parameters"]): Attempt => {
    return { service, protocol: "query", target: "", operation, parameters };
  };
  return [
    ...(TableNames as readonly string[]).flatMap((TableName) =>
      json("dynamodb", "DynamoDB_20120810.", onTables, { TableName }),
    ),
    ...(SecretList as readonly Content[]).flatMap(({ ARN }) =>
      json("secretsmanager", "secretsmanager.", onSecrets, { SecretId: String(ARN) }),
    ),
    ...(QueueUrls as readonly string[]).flatMap((QueueUrl) => json("sqs", "AmazonSQS.", onQueues, { QueueUrl })),
    ...(logGroups as readonly Content[]).flatMap(({ logGroupName }) =>
      json("logs", "Logs_20140328.", ["PutLogEvents"], { logGroupName: String(logGroupName), logStreamName: "probe" }),
    ),
    ...(topics === undefined ? [] : membersIn(topics, "Topics")).map((topic) =>
      query("sns", "Publish", { TopicArn: textIn(topic, "TopicArn") ?? "", Message: "probe", Version: "2010-03-31" }),
    ),
    query("monitoring", "PutMetricData", { Namespace: "Probe", Version: "2010-08-01" }),
  ];
}

/** Tries with the keys of a role everything among some calls that it was not granted. */
export async function probeRole(
  role: string,
  asRole: EmulatedAws,
  attempts: readonly Attempt[],
  grants: readonly Grant[],
): Promise<Probe> {
  const ungranted = attempts.filter((attempt) => !isGranted(role, attempt, grants));
  const carriedOut: string[] = [];
  for (const attempt of ungranted) {
    const denial = await denialOf(asRole, attempt);
    if (denial !== "denied") carriedOut.push(`${attempt.operation} of ${attempt.service} ${denial}`);
  }
  return { role, tried: ungranted.length, carriedOut };
}

/** Whether some grant of a role speaks of all that a call takes, whatever its conditions. */
function isGranted(role: string, attempt: Attempt, grants: readonly Grant[]): boolean {
  return requiredPermissions(signedCall(attempt), accountOf(role)).every(({ action, resource }) => {
    const use = { role, action, resource, allowed: true, why: "" };
    // A namespace is the condition of its grant, and this one is nobody's.
    return action !== "cloudwatch:PutMetricData" && grants.some((grant) => isUse(grant, use));
  });
}

function signedCall({ service, protocol, operation, parameters }: Attempt): SignedCall {
  return { service, region: "us-east-1", protocol, operation, url: "/", headerNames: [], parameters };
}

async function denialOf(asRole: EmulatedAws, { service, target, operation, parameters }: Attempt): Promise<string> {
  try {
    if (target === "") await asRole.query(service, { Action: operation, ...parameters });
    else await asRole.json(service, `${target}${operation}`, parameters);
    return "was carried out";
  } catch (error) {
    const text = String(error);
    return /AccessDenied|AuthorizationError/.test(text) ? "denied" : `was answered: ${text.slice(0, 200)}`;
  }
}

/** Fewer attempts say little about a role. */
const fewestAttempts = 40;

/** Roles that could do what nobody granted to them, as problems of a stack. */
export function probeProblems(stack: string, probes: readonly Probe[]): readonly Problem[] {
  const place = `${stack}, run`;
  return probes.flatMap(({ role, tried, carriedOut }) => [
    ...carriedOut.map((what) => ({
      place,
      found: `${what}, with the keys of ${role}`,
      expected: "a denial of everything that was not granted",
      remedy: "See which policy allows it, of the role or of the resource.",
    })),
    ...(tried >= fewestAttempts
      ? []
      : [
          {
            place,
            found: `${tried} things to try that ${role} was not granted`,
            expected: `at least ${fewestAttempts}`,
            remedy: "Look at what the role is granted: it may be nearly everything.",
          },
        ]),
  ]);
}
