import { asRecord } from "./location.ts";

/** A resource or data source of a stack. */
export interface Declared {
  readonly section: "resource" | "data";
  readonly kind: string;
  readonly name: string;
  readonly body: unknown;
  /** `aws_sqs_queue.jobs` or `data.aws_region.here`. */
  readonly address: string;
  /** Path in the construct tree, where CDKTF noted it. */
  readonly constructPath: string | undefined;
}

/** Every resource and data source of a synthesized stack. */
export function declarationsOf(stack: Readonly<Record<string, unknown>>): readonly Declared[] {
  return (["resource", "data"] as const).flatMap((section) =>
    Object.entries(asRecord(stack[section]) ?? {}).flatMap(([kind, named]) =>
      Object.entries(asRecord(named) ?? {}).map(([name, body]) => ({
        section,
        kind,
        name,
        body,
        address: addressOf(section, kind, name),
        constructPath: constructPathOf(body),
      })),
    ),
  );
}

export function addressOf(section: "resource" | "data", kind: string, name: string): string {
  return section === "data" ? `data.${kind}.${name}` : `${kind}.${name}`;
}

function constructPathOf(body: unknown): string | undefined {
  const path = asRecord(asRecord(asRecord(body)?.["//"])?.metadata)?.path;
  return typeof path === "string" ? path : undefined;
}
