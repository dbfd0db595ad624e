import { olderProviderOverride } from "../modules/schema/older-provider.ts";
import type { RehearsedStack } from "./phases/rehearsed-stack.ts";
import type { NotRehearsed } from "./report.ts";
import type { Provider } from "./terraform/provider.ts";

/** Kinds whose resources are stored and given back, while nothing in the emulator acts on them. */
const storedOnly: readonly { readonly beginning: string; readonly what: string }[] = [
  { beginning: "aws_xray_", what: "X-Ray groups and sampling rules" },
  { beginning: "aws_rum_", what: "real user monitoring" },
  { beginning: "aws_budgets_", what: "budgets" },
  { beginning: "aws_ce_", what: "cost anomaly detection" },
  { beginning: "aws_backup_selection", what: "backups" },
  { beginning: "aws_cloudwatch_metric_alarm", what: "actions of alarms" },
  { beginning: "aws_cloudwatch_query_definition", what: "saved queries" },
];

/** What a rehearsal of these stacks cannot show, with the reason. */
export function notRehearsed(stacks: readonly RehearsedStack[], provider: Provider): readonly NotRehearsed[] {
  const kinds = [...new Set(stacks.flatMap(({ json }) => Object.keys(json.resource ?? {})))];
  const stored = storedOnly
    .filter(({ beginning }) => kinds.some((kind) => kind.startsWith(beginning)))
    .map(({ what }) => ({ what, why: "stored and given back as AWS would; nothing acts on them" }));
  return [...(provider.older ? adaptations(stacks, provider) : []), ...layers(stacks), ...stored];
}

/** What the older provider does not know. */
function adaptations(stacks: readonly RehearsedStack[], { version }: Provider): readonly NotRehearsed[] {
  const counts = new Map<string, number>();
  for (const { json } of stacks) {
    for (const [kind, resources] of Object.entries(olderProviderOverride(json, version).resource ?? {})) {
      for (const attribute of Object.values(resources).flatMap(Object.keys)) {
        const what = `${kind}.${attribute}`;
        counts.set(what, (counts.get(what) ?? 0) + 1);
      }
    }
  }
  return [...counts].map(([what, count]) => ({
    what: `${what} (${count})`,
    why: `provider ${version} does not know it; the one that is deployed with does`,
  }));
}

function layers(stacks: readonly RehearsedStack[]): readonly NotRehearsed[] {
  const functions = stacks.flatMap(({ json }) => Object.values(json.resource?.aws_lambda_function ?? {}));
  const count = functions.filter(({ layers }) => Array.isArray(layers) && layers.length > 0).length;
  return count === 0
    ? []
    : [
        {
          what: `layers of functions (${count})`,
          why: "they belong to another account, which the emulator does not have",
        },
      ];
}
