import type { ServiceError } from "./service-error.ts";

/** Part of a request in form notation: a text, or parts by name; a list's parts are named by their number, from 1. */
export type FormPart = string | undefined | { readonly [name: string]: FormPart };

/** The fields of a form as a tree: `A.member.1.B` is a part of parts. */
export function formTree(fields: Readonly<Record<string, unknown>>): { readonly [name: string]: FormPart } {
  const tree: Record<string, FormPart> = {};
  for (const [name, text] of Object.entries(fields)) {
    const steps = name.split(".");
    let at = tree;
    for (const step of steps.slice(0, -1)) {
      at[step] ??= {};
      at = at[step] as Record<string, FormPart>;
    }
    at[steps.at(-1) ?? ""] = String(text);
  }
  return tree;
}

/** A part's own part; undefined where it has none of this name. */
export function partOf(part: FormPart, name: string): FormPart {
  return typeof part === "object" ? part[name] : undefined;
}

/** The members of a list, in their order. */
export function listOf(part: FormPart, memberName: "member" | "entry"): readonly FormPart[] {
  const members = partOf(part, memberName);
  if (typeof members !== "object") return [];
  return Object.keys(members)
    .sort((a, b) => Number(a) - Number(b))
    .map((number) => members[number]);
}

/** A text; undefined where the part is none or not there. */
export function textOf(part: FormPart, name: string): string | undefined {
  const found = partOf(part, name);
  return typeof found === "string" ? found : undefined;
}

const namespace = "http://sns.amazonaws.com/doc/2010-03-31/";

/** @param result what is inside of the result's element. */
export function xmlAnswer(operation: string, result: string): string {
  return `<${operation}Response xmlns="${namespace}"><${operation}Result>${result}</${operation}Result><ResponseMetadata><RequestId>memory</RequestId></ResponseMetadata></${operation}Response>`;
}

export function xmlError({ type, message }: ServiceError): string {
  return `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type>${xmlElement("Code", type)}${xmlElement("Message", message)}</Error><RequestId>memory</RequestId></ErrorResponse>`;
}

export function xmlElement(name: string, text: string | boolean): string {
  const escaped = String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<${name}>${escaped}</${name}>`;
}
