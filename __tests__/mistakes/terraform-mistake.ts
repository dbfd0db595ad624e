import type { Change } from "../modules/guardrails/guarded.ts";

/** A mistake that nothing before Terraform finds. A row of docs/mistakes.md. */
export interface TerraformMistake {
  /** What was done. */
  readonly what: string;
  /** `validate` needs the stack alone; what depends on values that are put together is found by `plan`. */
  readonly stage: "terraform validate" | "terraform plan";
  /** Kind and name of the resource of the sound stack that is changed. */
  readonly kind: string;
  readonly name: string;
  readonly change: Change;
  /** Part of what the AWS provider says. */
  readonly found: string;
}
