import type { Conditions } from "./conditions.ts";
import type { Load } from "./load.ts";
import type { Random } from "./random.ts";
import type { Recorder } from "./recorder.ts";
import type { Week } from "./week.ts";

/** One minute of the system, as each of its parts lives it. */
export interface Moment {
  readonly minute: number;
  readonly conditions: Conditions;
  readonly load: Load;
  readonly week: Week;
  readonly random: Random;
  readonly record: Recorder;
}
