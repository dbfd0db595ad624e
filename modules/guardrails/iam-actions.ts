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
let index: ReadonlyMap<string, IamAction> | undefined;

/** Looks an action up. Names are not case-sensitive. */
export function iamAction(action: string): IamAction {
  index ??= indexOf(readTable());
  const name = action.toLowerCase();
  const [service = ""] = name.split(":");
  const known = index.get(name);
  if (known !== undefined) return known;
  if (!index.has(service)) return "unknown service";
  return index.has(`${service}:*`) ? "unknown action" : "not listed";
}

/** Actions of a service that the table holds, as IAM spells them. */
export function iamActionsOf(service: string): readonly string[] {
  const words = readTable().actions[service.toLowerCase()] ?? [];
  return words.flatMap((text) => text.split(" ")).map((name) => `${service}:${name}`);
}

function readTable(): IamActionTable {
  table ??= JSON.parse(readFileSync(join(process.cwd(), iamActionsFile), "utf8")) as IamActionTable;
  return table;
}

function indexOf({ services, actions }: IamActionTable): ReadonlyMap<string, IamAction> {
  const known = new Map<string, IamAction>(services.split(" ").map((service) => [service, "not listed"]));
  for (const [service, [onResources, onNoResource]] of Object.entries(actions)) {
    known.set(`${service}:*`, "takes a resource");
    for (const name of onResources.toLowerCase().split(" ")) known.set(`${service}:${name}`, "takes a resource");
    for (const name of onNoResource.toLowerCase().split(" ")) known.set(`${service}:${name}`, "takes no resource");
  }
  return known;
}
