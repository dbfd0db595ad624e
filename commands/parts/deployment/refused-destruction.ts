import type { Problem } from "../../../modules/problem.ts";
import type { DeployableStack } from "./deployable-stack.ts";

/**
 * Explains a plan that Terraform refuses because it would destroy protected resources; undefined where it complains about
 * something else. A run that was stopped while it made one leaves it marked as tainted, and Terraform would make it anew.
 *
 * @param words what Terraform complains of, on one line.
 * @param plan what it says of the changes that it planned.
 */
export function refusedDestruction(
  { directory }: Pick<DeployableStack, "directory">,
  words: string,
  plan: string,
): Omit<Problem, "place"> | undefined {
  const refused = [...words.matchAll(/Resource (\S+) has lifecycle\.prevent_destroy set/g)].map(([, each]) => each);
  const tainted = refused.filter((each) => plan.includes(`# ${each} is tainted`));
  const replaced = refused.filter((each) => !tainted.includes(each));
  if (replaced.length > 0)
    return {
      found: `a change that would destroy what is protected: ${replaced.join(", ")}`,
      expected: "changes that keep it",
      remedy:
        "Nothing was changed. Undo what makes Terraform replace or remove it, see above. Where what it holds may go, lift its protection first (protectData of an environment).",
    };
  if (tainted.length === 0) return undefined;
  return {
    found: `that a run ended while it made what is protected: ${tainted.join(", ")}`,
    expected: "to go on with it, not to make it anew",
    remedy: `Nothing was changed. Keep it, and deploy again, which sets what it lacks: cd ${directory} && terraform untaint ${tainted.join(" && terraform untaint ")}`,
  };
}
