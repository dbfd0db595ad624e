import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, type TerraformStack, Testing } from "cdktf";
import { nearest } from "../../modules/nearest.ts";
import { awsSchema, type BlockSchema } from "../../modules/schema/provider-schema.ts";

/** A resource as it stands in cdk.tf.json, without CDKTF's own notes. */
export type ResourceBody = Readonly<Record<string, unknown>>;

/** What a stack was synthesized to. */
export interface Synthesized {
  readonly name: string;
  /** The JSON text that the static matchers of CDKTF's `Testing` take. */
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
  /** All resources of a kind, by their name in the JSON; none is a fine answer. */
  resources(kind: string): Readonly<Record<string, ResourceBody>>;
  /**
   * The one resource of a kind whose attributes have these values.
   *
   * @throws where there is none, or more than one.
   */
  resource(kind: string, attributes?: ResourceBody): ResourceBody;
  /**
   * The resource that a reference such as `${aws_iam_role.x.arn}` points to.
   *
   * @throws where the text is no reference, or points to nothing.
   */
  referenced(reference: unknown): ResourceBody;
  /** Every text of the stack, with the path to it. */
  texts(): readonly { readonly path: string; readonly text: string }[];
}

/** An app for stacks of a test. Nothing is written to its folder. */
export function testApp(): App {
  return Testing.app({ outdir: join(tmpdir(), "stacks-under-test"), fakeCdktfJsonPath: false });
}

/**
 * Synthesizes a stack as `cdktf synth` does: prepared, with aspects, held to every validation. `Testing.synth` alone
 * leaves the preparation out, and the validations unless asked.
 *
 * @throws where a construct refuses the stack, or left an error on it.
 */
export function synthesize(stack: TerraformStack): Synthesized {
  stack.prepareStack();
  const text = Testing.synth(stack, true);
  const errors = stack.node
    .findAll()
    .flatMap(({ node: { path, metadata } }) =>
      metadata.filter(({ type }) => type === "@cdktf/error").map(({ data }) => `${path}: ${String(data)}`),
    );
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return synthesized(stack.node.id, text);
}

function synthesized(name: string, text: string): Synthesized {
  const json = JSON.parse(text) as Record<string, unknown>;
  const all = (json.resource ?? {}) as Record<string, Record<string, ResourceBody>>;
  const resources = (kind: string) => {
    schemaOf(kind);
    return all[kind] ?? {};
  };
  return {
    name,
    text,
    json,
    resources,
    resource: (kind, attributes = {}) => only(name, kind, Object.values(resources(kind)), attributes),
    referenced: (reference) => {
      const [, kind = "", id = ""] = /^\$\{(aws_\w+)\.([\w-]+)\.\w+\}/.exec(String(reference)) ?? [];
      const body = all[kind]?.[id];
      if (body === undefined) throw new Error(`${name} has nothing that ${String(reference)} refers to`);
      return body;
    },
    texts: () => textsOf(json, ""),
  };
}

function only(
  stack: string,
  kind: string,
  candidates: readonly ResourceBody[],
  attributes: ResourceBody,
): ResourceBody {
  checkAttributes(kind, attributes);
  const found = candidates.filter((body) =>
    Object.entries(attributes).every(([attribute, value]) => JSON.stringify(body[attribute]) === JSON.stringify(value)),
  );
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const asked = candidates.map((body) => Object.keys(attributes).map((attribute) => JSON.stringify(body[attribute])));
  throw new Error(
    `${stack} has ${found.length} resources ${kind} with ${JSON.stringify(attributes)}, expected one; ` +
      `there are ${candidates.length}: ${asked.map((values) => values.join(" ")).join(", ")}`,
  );
}

/** A kind or attribute that does not exist would pass every negative assertion. */
export function schemaOf(kind: string): BlockSchema {
  const known = awsSchema().resource;
  const schema = known[kind];
  if (schema !== undefined) return schema;
  throw new Error(`No kind of resource is called ${kind}; nearest: ${nearest(kind, Object.keys(known)) ?? "none"}`);
}

export function checkAttributes(kind: string, attributes: ResourceBody): void {
  const { required, optional, computed, blocks } = schemaOf(kind);
  const known = [...Object.keys({ ...required, ...optional, ...computed, ...blocks }), "depends_on", "lifecycle"];
  for (const attribute of Object.keys(attributes)) {
    if (known.includes(attribute)) continue;
    throw new Error(`${kind} has no attribute ${attribute}; nearest: ${nearest(attribute, known) ?? "none"}`);
  }
}

function textsOf(value: unknown, path: string): readonly { readonly path: string; readonly text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => textsOf(child, path === "" ? key : `${path}.${key}`));
}
