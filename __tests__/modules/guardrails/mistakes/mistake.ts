import type { Change } from "../guarded.ts";

/** Something done wrong, and the rule that finds it. A row of docs/mistakes.md. */
export interface Mistake {
  /** What was done. */
  readonly what: string;
  /** Id of the rule. */
  readonly rule: string;
  /** Changes of the sound stack's resources. */
  readonly change: Change;
  /** Changes of the sound stack beside its resources. Default: none. */
  readonly others?: Change;
  /** Resources of another stack of the account. Default: there is none. */
  readonly otherStack?: Change;
  /** What the rule says that it found; several where it finds several things. */
  readonly found: string | readonly string[];
  /** Other rules that find fault with it too. Default: none. */
  readonly also?: readonly string[];
  /** Tried with Terraform: validate, plan and apply on an emulator all take it. Default: not tried. */
  readonly unnoticedByTerraform?: true;
}

/** Something that looks like a mistake and is none. */
export interface SoundVariant {
  readonly what: string;
  readonly rule: string;
  readonly change: Change;
  readonly others?: Change;
  readonly otherStack?: Change;
}
