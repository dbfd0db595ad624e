import { copyProject } from "../../../__tests__/helpers/project-copy.ts";

/**
 * Tries changes out in two copies of the project at the same time, each of them alone in its copy.
 *
 * @param open makes ready what tries changes out in a copy.
 * @param ended is told each outcome, and how many there are by then.
 * @returns the outcomes in the order in which they came.
 */
export async function inTwoCopies<Change, Outcome>(
  changes: readonly Change[],
  open: (copy: string) => (change: Change) => Promise<Outcome>,
  ended: (outcome: Outcome, count: number) => void,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = changes.values();
  const copies = [copyProject(), copyProject()];
  let isOver = false;
  const work = async (copy: string) => {
    const tryOut = open(copy);
    try {
      for (const change of waiting) {
        if (isOver) return;
        const outcome = await tryOut(change);
        outcomes.push(outcome);
        ended(outcome, outcomes.length);
      }
    } finally {
      isOver = true;
    }
  };
  // A copy in which something still works cannot be removed.
  const ends = await Promise.allSettled(copies.map(({ folder }) => work(folder)));
  for (const copy of copies) copy.remove();
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return outcomes;
}
