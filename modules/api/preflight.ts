import { preflightMaximumAgeSeconds } from "../functions/function-url.ts";

/** What a browser may do from another origin. */
export interface CrossOriginAccess {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  /** In lower case. */
  readonly allowHeaders: readonly string[];
}

/** Header that carries the trace context; allowed whatever else is (FR-015). */
const traceHeader = "x-amzn-trace-id";

/** Response headers of a preflight request, by name. The origin is the first one; `originTemplate` puts others in. */
export function preflightHeaders({
  allowOrigins,
  allowMethods,
  allowHeaders,
}: CrossOriginAccess): Readonly<Record<string, string>> {
  const [firstOrigin] = allowOrigins;
  return {
    "Access-Control-Allow-Headers": [...new Set([...allowHeaders, traceHeader])].join(","),
    "Access-Control-Allow-Methods": [...new Set([...allowMethods, "OPTIONS"])].join(","),
    "Access-Control-Max-Age": String(preflightMaximumAgeSeconds),
    ...(firstOrigin === undefined ? {} : { "Access-Control-Allow-Origin": firstOrigin, Vary: "Origin" }),
  };
}

/**
 * Empty where there is at most one origin.
 *
 * A header holds one origin, and a fixed answer cannot know which of several asked. API Gateway runs this template
 * over the answer, which replaces the first origin by the asking one where it is on the list. HTTP/2 clients send the
 * request header in lower case.
 */
export function originTemplate(allowOrigins: readonly string[]): string {
  if (allowOrigins.length < 2) return "";
  const listed = allowOrigins.map((origin) => `$origin == "${origin}"`).join(" || ");
  return [
    '#set($origin = $input.params().header.get("Origin"))',
    '#if(!$origin || $origin == "")#set($origin = $input.params().header.get("origin"))#end',
    `#if(${listed})#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)#end`,
  ].join("\n");
}
