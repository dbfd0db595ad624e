import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The committed table, relative to the project's root. */
export const iamActionsFile = "modules/guardrails/iam-actions.json";

/** Services whose actions the table holds: what the stacks use and are likely to use next. */
export const iamServices = [
  "apigateway",
  "application-autoscaling",
  "autoscaling",
  "backup",
  "backup-storage",
  "budgets",
  "ce",
  "cloudtrail",
  "cloudwatch",
  "cognito-identity",
  "cognito-idp",
  "dynamodb",
  "ec2",
  "ecr",
  "eks",
  "events",
  "execute-api",
  "firehose",
  "fis",
  "iam",
  "kinesis",
  "kms",
  "lambda",
  "logs",
  "rum",
  "s3",
  "scheduler",
  "secretsmanager",
  "servicequotas",
  "ses",
  "sns",
  "sqs",
  "ssm",
  "ssmmessages",
  "states",
  "sts",
  "synthetics",
  "tag",
  "xray",
] as const;

/** What the file holds; actions of a service as words of two texts. */
export interface IamActionTable {
  /** Where it was read from. */
  readonly source: string;
  /** Prefixes of all services that there are. */
  readonly services: string;
  readonly actions: Readonly<Record<string, readonly [onResources: string, onNoResource: string]>>;
}

/** What is known of an action: whether it takes a resource, or what of its name does not exist. */
export type IamAction = "takes a resource" | "takes no resource" | "unknown service" | "unknown action" | "not listed";

let table: IamActionTable | undefined;
const indexes = new Map<string, ReadonlyMap<string, IamAction>>();

/** Looks an action up. Names are not case-sensitive. */
export function iamAction(action: string): IamAction {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  const { services, actions } = readTable();
  const listed = Object.hasOwn(actions, service) ? actions[service] : undefined;
  if (listed === undefined) return services.split(" ").includes(service) ? "not listed" : "unknown service";
  const index = indexes.get(service) ?? indexOf(listed);
  indexes.set(service, index);
  return index.get(name) ?? "unknown action";
}

/** Actions of a service that the table holds, as IAM spells them. */
export function iamActionsOf(service: string): readonly string[] {
  const { actions } = readTable();
  const words = Object.hasOwn(actions, service.toLowerCase()) ? (actions[service.toLowerCase()] ?? []) : [];
  return words.flatMap((text) => text.split(" ")).map((name) => `${service}:${name}`);
}

function readTable(): IamActionTable {
  table ??= JSON.parse(readFileSync(join(process.cwd(), iamActionsFile), "utf8")) as IamActionTable;
  return table;
}

function indexOf([onResources, onNoResource]: readonly [string, string]): ReadonlyMap<string, IamAction> {
  return new Map<string, IamAction>([
    ["*", "takes a resource"],
    ...onResources
      .toLowerCase()
      .split(" ")
      .map((name) => [name, "takes a resource"] as const),
    ...onNoResource
      .toLowerCase()
      .split(" ")
      .map((name) => [name, "takes no resource"] as const),
  ]);
}
