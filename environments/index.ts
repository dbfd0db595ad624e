import { dev } from "./dev.ts";
import { preprod } from "./preprod.ts";
import { prod } from "./prod.ts";
import type { Environment } from "./schema.ts";

/** Every environment, in the order of promotion. */
export const environments: readonly Environment[] = [dev, preprod, prod];
