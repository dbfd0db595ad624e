import { type Arguments, checkKnown, type Option } from "./arguments.ts";
import { environmentNames } from "./project.ts";

export const jsonOption: Option = { type: "boolean", description: "Print JSON instead of tables." };

export const environmentOption: Option = {
  type: "string",
  multiple: true,
  description: "One environment alone; may be repeated. Default: all.",
};

/**
 * The environments that `--environment` names, or all.
 *
 * @throws UsageError where there is no such environment.
 */
export function selectedEnvironments(args: Arguments): readonly string[] {
  const named = args.values("environment");
  for (const name of named) checkKnown("environment", name, environmentNames);
  return named.length === 0 ? environmentNames : named;
}
