import { stacks } from "../../stacks/index.ts";

/** What the commands work on. The cdktf CLI says by CDKTF_OUTDIR where it wants the output. */
export const project = {
  root: process.cwd(),
  outputDirectory: process.env.CDKTF_OUTDIR ?? "cdktf.out",
  definitions: stacks,
};

/** Names of the environments, in the order of promotion. */
export const environmentNames: readonly string[] = [...new Set(stacks.map(({ environment }) => environment))];
