import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Mutation } from "../../../__tests__/mutations/mutation.ts";
import { refuseProblems } from "../../../modules/problem.ts";

/** Makes the change in a copy; gives back what undoes it. */
export function mutate(copy: string, { file, find, replace }: Mutation): () => void {
  const path = join(copy, file);
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.split(find).join(replace));
  return () => writeFileSync(path, text);
}

/** @throws ProblemError naming every mutation whose text does not stand in its file exactly once, or that changes nothing. */
export function checkMutations(root: string, mutations: readonly Mutation[]): void {
  refuseProblems(
    mutations.flatMap(({ what, file, find, replace }) => {
      const times = readFileSync(join(root, file), "utf8").split(find).length - 1;
      if (times === 1 && find !== replace) return [];
      return [
        {
          place: `mutation "${what}"`,
          found: `${JSON.stringify(find)} ${times} times in ${file}`,
          expected: "once, and another text in its place",
          remedy: "Change the mutation with the code that it breaks.",
        },
      ];
    }),
  );
}
