import type { Widget } from "./widget.ts";

/** Widgets that belong together, under one heading. */
export interface Section {
  readonly title: string;
  /** One sentence for who has never seen it. Default: none. */
  readonly explanation?: string;
  /** From left to right, row by row. */
  readonly widgets: readonly Widget[];
}
