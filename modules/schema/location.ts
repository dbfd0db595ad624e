import { nearest } from "../nearest.ts";

/** Where in a stack something stands. */
export interface Location {
  /** Stack and address, with the construct's path. */
  readonly place: string;
  /** Key path below it; empty for the whole. */
  readonly path: string;
}

/** The location of a key. */
export function at({ place, path }: Location, key: string): Location {
  return { place, path: path === "" ? key : `${path}.${key}` };
}

/** The location of an element of a list. */
export function atIndex({ place, path }: Location, index: number): Location {
  return { place, path: `${path}[${index}]` };
}

export function placeText({ place, path }: Location): string {
  return path === "" ? place : `${place}, ${path}`;
}

/** A value for a message, cut where it is long. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}

/** What could stand instead of an unknown name: the nearest known one, else all of them. */
export function knownNames(name: string, known: readonly string[]): string {
  const suggestion = nearest(name, known);
  if (suggestion !== undefined) return `"${suggestion}"`;
  return known.length === 0 ? "nothing here" : `one of ${[...known].sort().join(", ")}`;
}

/** The value as an object, where it is one. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
