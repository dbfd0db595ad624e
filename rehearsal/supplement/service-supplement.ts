import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";

/** What stands behind the supplement. */
export interface Emulator {
  readonly accountId: string;
  /** Lets the emulator answer. Default body: that of the call. */
  ask(call: Call, body?: Buffer): Promise<Answer>;
}

/** Answers one operation: out of what was kept, or by amending what the emulator says. `parts` are those of the path. */
export type Operation = (call: Call, parts: readonly string[]) => Answer | Promise<Answer>;

/**
 * What is added to one service. Keys are names of operations; for REST services method and path with `*` for a part of
 * the path and `**` for the rest of it, such as `GET /appmonitor/*`. Of several that fit, the first is taken.
 */
export type ServiceSupplement = (emulator: Emulator) => Readonly<Record<string, Operation>>;

/** The operation that answers a call, with the parts of the path that it names; undefined where the emulator does. */
export function operationFor(
  operations: Readonly<Record<string, Operation>>,
  call: Call,
): { readonly operation: Operation; readonly parts: readonly string[] } | undefined {
  for (const [pattern, operation] of Object.entries(operations)) {
    const match = expressionOf(pattern).exec(call.operation);
    if (match !== null) return { operation, parts: match.slice(1).map(decodeURIComponent) };
  }
  return undefined;
}

const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known !== undefined) return known;
  const source = pattern
    .split(/(\*\*?)/)
    .map((part) => (part === "**" ? "(.+?)" : part === "*" ? "([^/]+)" : part.replaceAll(/[.\\+?^${}()|[\]]/g, "\\$&")))
    .join("");
  const expression = new RegExp(`^${source}/?$`);
  expressions.set(pattern, expression);
  return expression;
}
