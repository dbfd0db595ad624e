import type { Problem } from "../../modules/problem.ts";

/** An error or a warning of Terraform. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  /** Address of the resource, where it is about one. */
  readonly address?: string;
}

/** What Terraform did to one resource. */
export interface ResourceStep {
  readonly address: string;
  readonly action: string;
  readonly seconds: number;
}

/** What Terraform said while it ran, read from its lines of JSON. */
export interface TerraformEvents {
  readonly diagnostics: readonly Diagnostic[];
  /** Resources that were created, changed or deleted. */
  readonly steps: readonly ResourceStep[];
  /** Addresses of resources that a plan would change, with what it would do: `aws_sqs_queue.jobs (update)`. */
  readonly planned: readonly string[];
}

interface Message {
  readonly type?: string;
  readonly diagnostic?: Diagnostic;
  readonly hook?: { readonly resource: Resource; readonly action?: string; readonly elapsed_seconds?: number };
  readonly change?: { readonly resource: Resource; readonly action: string };
}

interface Resource {
  readonly addr: string;
}

/** Reads lines of `terraform plan|apply|destroy -json`; lines that are not JSON are passed over. */
export function readEvents(lines: readonly string[]): TerraformEvents {
  const messages = lines.flatMap(messageOf);
  return {
    diagnostics: messages.flatMap(({ diagnostic }) => diagnostic ?? []),
    steps: messages.flatMap(stepOf),
    planned: messages.flatMap(({ type, change }) =>
      type === "planned_change" && change !== undefined ? [`${change.resource.addr} (${change.action})`] : [],
    ),
  };
}

/** The resource that a line says is done; undefined where it says something else. */
export function stepIn(line: string): ResourceStep | undefined {
  return messageOf(line).flatMap(stepOf)[0];
}

/** Errors as problems that name where they are. */
export function errorsOf(diagnostics: readonly Diagnostic[], stack: string, phase: string): readonly Problem[] {
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ summary, detail, address }) => ({
      place: address === undefined ? `${stack}, ${phase}` : `${stack}, ${phase}, ${address}`,
      found: [summary, detail]
        .filter((text) => text !== undefined && text !== "")
        .join(": ")
        .replaceAll(/\s+/g, " "),
      expected: `${phase} without an error`,
      remedy: "Put it right in the stack's code; where AWS would take it, the emulator's supplement lacks something.",
    }));
}

function stepOf({ type, hook }: Message): readonly ResourceStep[] {
  if (type !== "apply_complete" || hook === undefined) return [];
  return [{ address: hook.resource.addr, action: hook.action ?? "", seconds: hook.elapsed_seconds ?? 0 }];
}

function messageOf(line: string): readonly Message[] {
  if (!line.startsWith("{")) return [];
  try {
    return [JSON.parse(line) as Message];
  } catch {
    return [];
  }
}
