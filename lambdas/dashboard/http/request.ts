import type { APIGatewayProxyEvent, LambdaFunctionURLEvent } from "aws-lambda";

/** A request as either of the two front doors hands it over. */
export type HttpEvent = APIGatewayProxyEvent | LambdaFunctionURLEvent;

/** A request, whichever way it came. */
export interface HttpRequest {
  readonly method: string;
  /** Without the stage and without a slash at the end. */
  readonly path: string;
  /** Decoded. A name that is given several times has its values joined by commas. */
  readonly query: Readonly<Record<string, string>>;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded; empty where there is none. */
  readonly body: string;
  /** Address of the caller as the front door saw it; no header can change it. */
  readonly sourceIp: string;
}

/**
 * Reads a REST API proxy event or a Function URL event.
 *
 * Neither `Request` nor `URL` takes part: both throw on input that a caller can send (a GET with a body, an odd Host),
 * and a request must never be able to make the function fail.
 */
export function requestOf(event: HttpEvent): HttpRequest {
  return "httpMethod" in event ? restRequest(event) : urlRequest(event);
}

function restRequest(event: APIGatewayProxyEvent): HttpRequest {
  const values = Object.entries(event.multiValueQueryStringParameters ?? {});
  return {
    method: event.httpMethod,
    path: withoutTrailingSlash(event.path),
    query: Object.fromEntries(values.map(([name, each = []]) => [name, each.join(",")])),
    headers: lowerCaseNames(event.headers ?? {}),
    body: bodyOf(event),
    sourceIp: event.requestContext.identity.sourceIp,
  };
}

function urlRequest(event: LambdaFunctionURLEvent): HttpRequest {
  return {
    method: event.requestContext.http.method,
    path: withoutTrailingSlash(event.rawPath),
    query: defined(event.queryStringParameters ?? {}),
    headers: lowerCaseNames(event.headers),
    body: bodyOf(event),
    sourceIp: event.requestContext.http.sourceIp,
  };
}

function bodyOf({ body, isBase64Encoded }: { body?: string | null; isBase64Encoded: boolean }): string {
  return isBase64Encoded ? Buffer.from(body ?? "", "base64").toString("utf8") : (body ?? "");
}

function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

function lowerCaseNames(headers: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(defined(headers)).map(([name, value]) => [name.toLowerCase(), value]));
}

function defined(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
