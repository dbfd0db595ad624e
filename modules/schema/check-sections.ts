import type { Problem } from "../problem.ts";
import { bodyProblems } from "./check-body.ts";
import { asRecord, knownNames, shown } from "./location.ts";
import type { ProviderSchema } from "./provider-schema.ts";

/** Sections of a Terraform file (Terraform documentation, JSON configuration syntax). */
const sections = [
  "//",
  "check",
  "data",
  "import",
  "locals",
  "module",
  "moved",
  "output",
  "provider",
  "removed",
  "resource",
  "terraform",
  "variable",
];

const terraformKeys = ["backend", "cloud", "experiments", "provider_meta", "required_providers", "required_version"];

type Stack = Readonly<Record<string, unknown>>;

/** Checks the names of the sections, and what the stack says about Terraform itself. */
export function sectionProblems(stackName: string, stack: Stack): readonly Problem[] {
  const terraform = asRecord(stack.terraform) ?? {};
  return [
    ...unknownKeys(`stack ${stackName}`, Object.keys(stack), sections),
    ...unknownKeys(`stack ${stackName}, terraform`, Object.keys(terraform), terraformKeys),
    ...requirementProblems(stackName, stack, asRecord(terraform.required_providers) ?? {}),
    ...backendProblems(stackName, asRecord(terraform.backend)),
  ];
}

function unknownKeys(place: string, keys: readonly string[], known: readonly string[]): readonly Problem[] {
  return keys
    .filter((key) => !known.includes(key))
    .map((key) => ({
      place,
      found: `unknown key "${key}"`,
      expected: knownNames(key, known),
      remedy: "Correct or remove it.",
    }));
}

/** A provider that is configured and not required would be looked for under a name of its own. */
function requirementProblems(
  stackName: string,
  stack: Stack,
  requirements: Readonly<Record<string, unknown>>,
): readonly Problem[] {
  return Object.keys(asRecord(stack.provider) ?? {}).flatMap((name) => {
    const requirement = asRecord(requirements[name]);
    return ["source", "version"]
      .filter((key) => typeof requirement?.[key] !== "string")
      .map((key) => ({
        place: `stack ${stackName}, terraform.required_providers.${name}.${key}`,
        found: shown(requirement?.[key] ?? "nothing"),
        expected: key === "source" ? "where the provider comes from, such as hashicorp/aws" : "a version constraint",
        remedy: "Add it: the stack configures this provider.",
      }));
  });
}

function backendProblems(stackName: string, backend: Readonly<Record<string, unknown>> | undefined) {
  const kinds = Object.keys(backend ?? {});
  if (kinds.length <= 1) return [];
  return [
    {
      place: `stack ${stackName}, terraform.backend`,
      found: kinds.join(", "),
      expected: "one backend",
      remedy: "Remove the others: a state is kept in one place.",
    },
  ];
}

interface ConfiguredProvider {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
}

function configuredProviders(stack: Stack): readonly ConfiguredProvider[] {
  return Object.entries(asRecord(stack.provider) ?? {}).flatMap(([name, bodies]) =>
    [bodies].flat().map((body) => ({ name, body: asRecord(body) ?? {} })),
  );
}

/** Names by which a resource can choose its provider: `aws`, `aws.second`. */
export function providerNames(stack: Stack): readonly string[] {
  return configuredProviders(stack).map(({ name, body }) =>
    typeof body.alias === "string" ? `${name}.${body.alias}` : name,
  );
}

/** Checks the configuration of every AWS provider, and that no two have one name. */
export function providerProblems(stackName: string, stack: Stack, schema: ProviderSchema): readonly Problem[] {
  const names = providerNames(stack);
  return configuredProviders(stack).flatMap(({ name, body }, index) => {
    const address = names[index] ?? name;
    const place = `stack ${stackName}, provider ${address}`;
    return [
      ...(name === "aws" ? bodyProblems(body, schema.provider, { place, path: "" }, ["alias", "version"]) : []),
      ...(names.indexOf(address) === index
        ? []
        : [
            { place, found: "a second provider of this name", expected: "one", remedy: "Give it an alias of its own." },
          ]),
    ];
  });
}
