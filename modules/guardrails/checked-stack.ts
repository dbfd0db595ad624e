import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { declarationsOf } from "../schema/declarations.ts";
import { asRecord } from "../schema/location.ts";
import type { StackJson } from "../synthesis/synthesized-stack.ts";
import { knownText } from "./known-text.ts";
import { type Policy, policiesOf } from "./policies.ts";
import { asText, blocks, list, type Resource, type Subject } from "./resource.ts";

/** A stack, with what is known about it besides its JSON. */
export interface GuardedStack {
  readonly name: string;
  readonly json: StackJson;
  /** Whether real people depend on it. */
  readonly production: boolean;
  /** What its functions promise. */
  readonly contracts: readonly LambdaContract[];
}

/** Names of the files in a packaged zip; `undefined` where it was not packaged. */
export type ZipContent = (fileName: string) => readonly string[] | undefined;

/** A stack as rules read it: indexed, references resolved, policies parsed, each once. */
export interface CheckedStack extends GuardedStack {
  /** The stack itself, for what is about no single resource. */
  readonly subject: Subject;
  readonly region: string;
  readonly accountId: string;
  readonly zipContent: ZipContent;
  /** Every stack of the synthesis, this one too. */
  readonly stacks: readonly CheckedStack[];
  /** The configurations of the provider, each with its address. */
  readonly providers: readonly Resource[];
  readonly resources: readonly Resource[];
  /** All resources of a kind. */
  readonly of: (kind: string) => readonly Resource[];
  /** The resource that a text refers to, where it holds one reference. */
  readonly target: (value: unknown) => Resource | undefined;
  /** A text with every reference replaced whose value is known before a deployment; `undefined` where it is no text. */
  readonly text: (value: unknown) => string | undefined;
  /** Region that a resource is made in. */
  readonly regionOf: (resource: Resource) => string;
  /** Every policy of the stack, of all forms. */
  readonly policies: readonly Policy[];
}

/** Prepares stacks of one synthesis for the rules. */
export function checkedStacks(stacks: readonly GuardedStack[], zipContent: ZipContent): readonly CheckedStack[] {
  const checked: CheckedStack[] = [];
  for (const stack of stacks) checked.push(checkedStack(stack, zipContent, checked));
  return checked;
}

const reference = /\$\{(aws_\w+)\.([\w-]+)\./;

function checkedStack(guarded: GuardedStack, zipContent: ZipContent, stacks: readonly CheckedStack[]): CheckedStack {
  const resources = resourcesOf(guarded.json);
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  const byKind = new Map<string, Resource[]>();
  for (const resource of resources) {
    const same = byKind.get(resource.kind);
    if (same === undefined) byKind.set(resource.kind, [resource]);
    else same.push(resource);
  }
  const providers = providersOf(guarded.json);
  const provider = providers[0]?.body;
  const region = asText(provider?.region ?? "");
  const accountId = asText(list(provider?.allowed_account_ids)[0] ?? "");
  const regionOf = ({ body }: Resource) => {
    const alias = asText(body.provider ?? "").replace(/^aws\.?/, "");
    const own = providers.find((each) => asText(each.body.alias ?? "") === alias);
    return asText(own?.body.region ?? region);
  };
  const target = remembered((value) => {
    const [, kind, name] = reference.exec(value) ?? [];
    return kind === undefined ? undefined : byAddress.get(`${kind}.${name}`);
  });
  const text = remembered((value) => knownText(value, { target, regionOf, accountId }));
  let policies: readonly Policy[] | undefined;
  return {
    ...guarded,
    subject: { address: guarded.name, constructPath: guarded.name },
    region,
    accountId,
    zipContent,
    stacks,
    providers,
    resources,
    of: (kind) => byKind.get(kind) ?? [],
    target,
    text,
    regionOf,
    get policies() {
      policies ??= policiesOf(resources);
      return policies;
    },
  };
}

/** Looks every text up once: many rules ask about the same names and references. */
function remembered<T>(lookUp: (text: string) => T): (value: unknown) => T | undefined {
  const found = new Map<string, T>();
  return (value) => {
    if (typeof value !== "string") return undefined;
    if (!found.has(value)) found.set(value, lookUp(value));
    return found.get(value);
  };
}

function resourcesOf(json: StackJson): readonly Resource[] {
  return declarationsOf(json)
    .filter(({ section }) => section === "resource")
    .map(({ kind, name, address, constructPath, body }) => ({
      kind,
      name,
      address,
      constructPath,
      body: asRecord(body) ?? {},
    }));
}

function providersOf(json: StackJson): readonly Resource[] {
  return blocks(asRecord(json.provider)?.aws).map((body, index) => ({
    kind: "provider",
    name: asText(body.alias ?? "aws"),
    address: `provider.aws[${index}]`,
    constructPath: undefined,
    body,
  }));
}
