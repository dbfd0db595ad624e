import type { LambdaContract, Trigger } from "../lambdas/shared/contract/index.ts";
import { functionsOf } from "../modules/synthesis/stack-definition.ts";
import { synthesize } from "../modules/synthesis/synthesize.ts";
import { resourcesByKind } from "../modules/synthesis/synthesized-stack.ts";
import { readArguments, type Usage } from "./parts/arguments.ts";
import { environmentOption, jsonOption, selectedEnvironments } from "./parts/options.ts";
import { project } from "./parts/project.ts";
import { runCommand } from "./parts/run-command.ts";
import { type Cell, table } from "./parts/table.ts";

const usage: Usage = {
  call: "npm run list -- [--environment <name>] [--json]",
  purpose: "Lists stacks, functions and resources as they would be synthesized. Writes nothing to cdktf.out.",
  options: { environment: environmentOption, json: jsonOption },
};

interface Listing {
  readonly stacks: readonly {
    readonly name: string;
    readonly environment: string;
    /** Number of resources by kind. */
    readonly resources: Readonly<Record<string, number>>;
  }[];
  readonly functions: readonly {
    readonly name: string;
    readonly triggers: readonly string[];
    readonly memoryMegabytes: number;
    readonly timeoutSeconds: number;
    readonly reservedConcurrency: number;
  }[];
}

await runCommand(async () => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  const environments = selectedEnvironments(args);
  const { stacks } = await synthesize({ ...project, environments, published: false });
  const definitions = project.definitions.filter(({ environment }) => environments.includes(environment));
  const listing: Listing = {
    stacks: definitions.map(({ name, environment }) => ({
      name,
      environment,
      resources: Object.fromEntries(resourcesByKind(stacks.find((each) => each.name === name)?.json ?? {})),
    })),
    functions: functionsOf(definitions).map(({ contract }) => functionRow(contract)),
  };
  console.log(args.has("json") ? JSON.stringify(listing, null, 2) : text(listing));
});

function functionRow(contract: LambdaContract): Listing["functions"][number] {
  const { name, triggers, memoryMegabytes, timeoutSeconds, reservedConcurrency } = contract;
  return { name, triggers: triggers.map(triggerText), memoryMegabytes, timeoutSeconds, reservedConcurrency };
}

function triggerText(trigger: Trigger): string {
  switch (trigger.kind) {
    case "schedule":
      return `schedule ${trigger.expression}`;
    case "topic":
      return `topic ${trigger.topic.name}`;
    case "rest-api":
      return "REST API";
    case "function-url":
      return `function URL, ${trigger.invokeMode}`;
  }
}

function text({ stacks, functions }: Listing): string {
  const kinds = [...new Set(stacks.flatMap(({ resources }) => Object.keys(resources)))].sort();
  const total = (resources: Readonly<Record<string, number>>) => Object.values(resources).reduce((a, b) => a + b, 0);
  return [
    ...table(
      ["stack", "environment", "resources"],
      stacks.map(({ name, environment, resources }) => [name, environment, total(resources)]),
    ),
    "",
    ...table(
      ["function", "memory", "timeout", "concurrency", "trigger"],
      functions.map((each) => [
        each.name,
        `${each.memoryMegabytes} MB`,
        `${each.timeoutSeconds} s`,
        each.reservedConcurrency,
        each.triggers.join("; "),
      ]),
    ),
    "",
    ...table(
      ["kind of resource", ...stacks.map(({ name }) => name)],
      kinds.map((kind): readonly Cell[] => [kind, ...stacks.map(({ resources }) => resources[kind] ?? 0)]),
    ),
  ].join("\n");
}
