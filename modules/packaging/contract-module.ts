import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Plugin } from "esbuild";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { runTimeContract } from "../../lambdas/shared/contract/run-time-contract.ts";
import { ProblemError } from "../problem.ts";

/** A function whose contract stands beside its handler. */
export interface ContractOwner {
  /** Path of the handler file, relative to the project. */
  readonly entryPoint: string;
  /** The contract in `contract.ts` beside the handler. Default: the function has none, and nothing is left out. */
  readonly contract?: LambdaContract;
}

/** The contract as text: what a zip contains of it. */
export function contractText(contract: LambdaContract): string {
  return JSON.stringify(runTimeContract(contract));
}

/**
 * Bundles, in place of each `contract.ts`, the part of the contract that a running function reads. Otherwise every
 * changed alarm would be a changed function.
 */
export function contractsAtRunTime(root: string, owners: readonly ContractOwner[]): Plugin {
  const contracts = new Map(
    owners.flatMap(({ entryPoint, contract }) =>
      contract === undefined ? [] : [[resolve(root, dirname(entryPoint), "contract.ts"), contract] as const],
    ),
  );
  return {
    name: "contracts at run time",
    setup(build) {
      build.onLoad({ filter: /[/\\]contract\.ts$/ }, async ({ path }) => {
        const contract = contracts.get(path);
        if (contract === undefined) return undefined;
        const name = exportedName(path, await readFile(path, "utf8"));
        return { contents: `export const ${name} = ${contractText(contract)};`, loader: "js" };
      });
    },
  };
}

/** Name under which a file exports its contract. */
function exportedName(path: string, source: string): string {
  const names = [...source.matchAll(/^export const (\w+) = lambdaContract\(/gm)].map(([, name]) => name);
  const [name] = names;
  if (name !== undefined && names.length === 1) return name;
  throw new ProblemError([
    {
      place: path,
      found: `${names.length} contracts`,
      expected: 'one "export const <name> = lambdaContract(...)"',
      remedy: "Give every function a file of its own for its contract.",
    },
  ]);
}
