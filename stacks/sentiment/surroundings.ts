import type { Environment } from "../../environments/schema.ts";
import { sentiment } from "../../lambdas/shared/sentiment/system.ts";
import { type Naming, naming } from "../../modules/naming/naming.ts";

/** Name of the product: value of the tag `Project`, and part of the secrets' path. */
export const project = "sentiment-analyzer";

/** What every part of the stack needs to know of its environment. */
export interface Surroundings {
  readonly environment: Environment;
  readonly naming: Naming;
  /** Name of the stack; value of the tag `Stack`, which tells its costs from others. */
  readonly stackName: string;
}

export function surroundingsOf(environment: Environment): Surroundings {
  return {
    environment,
    naming: naming({ environment: environment.name, system: sentiment.name }),
    stackName: `${sentiment.name}-${environment.name}`,
  };
}
