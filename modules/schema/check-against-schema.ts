import { newerAttributes } from "../functions/newer-attributes.ts";
import { nearest } from "../nearest.ts";
import type { Problem } from "../problem.ts";
import { bodyProblems } from "./check-body.ts";
import { metaArguments, metaProblems } from "./check-meta-arguments.ts";
import { referenceProblems, type Targets } from "./check-references.ts";
import { providerProblems, sectionProblems } from "./check-sections.ts";
import { type Declared, declarationsOf } from "./declarations.ts";
import { asRecord, type Location, placeText } from "./location.ts";
import { awsSchema, type ProviderSchema, schemaCommand } from "./provider-schema.ts";

/** Attributes that the stacks use although the schema lacks them: there are no other exceptions. */
const beside: Readonly<Record<string, readonly string[]>> = newerAttributes;

/**
 * Holds a synthesized stack to the provider's schema, overrides included: attributes, blocks, their types and counts,
 * and everything that expressions refer to. Says everything at once, and needs neither Terraform nor a provider.
 *
 * @param stack content of the stack's cdk.tf.json
 */
export function checkAgainstSchema(
  stackName: string,
  stack: Readonly<Record<string, unknown>>,
  schema: ProviderSchema = awsSchema(),
): readonly Problem[] {
  const declarations = declarationsOf(stack);
  const targets = targetsOf(stack, declarations, schema);
  const others = Object.entries(stack).filter(([section]) => !["//", "resource", "data"].includes(section));
  return [
    ...sectionProblems(stackName, stack),
    ...providerProblems(stackName, stack, schema),
    ...declarations.flatMap((declared) => declarationProblems(stackName, stack, declared, targets)),
    ...others.flatMap(([section, value]) =>
      referenceProblems(value, targets, { place: `stack ${stackName}`, path: section }),
    ),
  ];
}

function targetsOf(
  stack: Readonly<Record<string, unknown>>,
  declarations: readonly Declared[],
  schema: ProviderSchema,
): Targets {
  const namesOf = (section: string) => Object.keys(asRecord(stack[section]) ?? {});
  return {
    addresses: new Set(declarations.map(({ address }) => address)),
    repeated: new Set(declarations.filter(({ body }) => isRepeated(body)).map(({ address }) => address)),
    variables: namesOf("variable"),
    locals: namesOf("locals"),
    modules: namesOf("module"),
    schema,
    beside,
  };
}

function isRepeated(body: unknown): boolean {
  const { count, for_each: forEach } = asRecord(body) ?? {};
  return (count ?? forEach ?? null) !== null;
}

function declarationProblems(
  stackName: string,
  stack: Readonly<Record<string, unknown>>,
  declared: Declared,
  targets: Targets,
): readonly Problem[] {
  const { section, kind, address, body, constructPath } = declared;
  const path = constructPath === undefined ? "" : ` (${constructPath})`;
  const location: Location = { place: `stack ${stackName}, ${address}${path}`, path: "" };
  const block = targets.schema[section][kind];
  const apart = [...metaArguments(section), ...(section === "resource" ? (beside[kind] ?? []) : [])];
  return [
    ...(block === undefined
      ? [unknownKind(declared, location, targets.schema)]
      : bodyProblems(body, block, location, apart)),
    ...metaProblems(asRecord(body) ?? {}, { block, stack, addresses: targets.addresses, location }),
    ...referenceProblems(body, targets, location),
  ];
}

function unknownKind({ section, kind }: Declared, location: Location, schema: ProviderSchema): Problem {
  const suggestion = nearest(kind, Object.keys(schema[section]));
  return {
    place: placeText(location),
    found: `${section === "data" ? "data source" : "resource"} kind ${kind}, which the committed schema does not describe`,
    expected: suggestion === undefined ? "a kind of modules/schema/kinds.ts" : suggestion,
    remedy: `Correct it. If AWS provider ${schema.providerVersion} has this kind, add it to modules/schema/kinds.ts and run "${schemaCommand}".`,
  };
}
