import type { APIGatewayProxyEvent, APIGatewayProxyResult, LambdaFunctionURLEvent } from "aws-lambda";

/** A request as a test says it. */
export interface TestRequest {
  readonly method?: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly token?: string;
}

/** An answer with its body parsed. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
}

function headersOf({ headers = {}, token }: TestRequest): Record<string, string> {
  return { Host: "example.com", ...headers, ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) };
}

function textOf({ body }: TestRequest): string | undefined {
  return body === undefined || typeof body === "string" ? (body as string | undefined) : JSON.stringify(body);
}

/** As the REST API hands it over: the stage is in the request context and not in the path. */
export function restEvent(request: TestRequest): APIGatewayProxyEvent {
  const { method = "GET", path, query = {} } = request;
  const none = Object.keys(query).length === 0;
  return {
    resource: "/{proxy+}",
    path,
    httpMethod: method,
    headers: headersOf(request),
    multiValueHeaders: {},
    queryStringParameters: none ? null : { ...query },
    multiValueQueryStringParameters: none
      ? null
      : Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])),
    pathParameters: { proxy: path.slice(1) },
    stageVariables: null,
    requestContext: {
      stage: "v1",
      path: `/v1${path}`,
      httpMethod: method,
      identity: { sourceIp: "192.0.2.1" },
    } as APIGatewayProxyEvent["requestContext"],
    body: textOf(request) ?? null,
    isBase64Encoded: false,
  };
}

/** As a Function URL hands it over: header names in lower case, no body where there is none. */
export function urlEvent(request: TestRequest): LambdaFunctionURLEvent {
  const { method = "GET", path, query = {} } = request;
  const text = textOf(request);
  const headers = Object.entries(headersOf(request)).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: Object.fromEntries(headers),
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: { ...query } }),
    requestContext: {
      stage: "$default",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "test" },
    } as LambdaFunctionURLEvent["requestContext"],
    ...(text === undefined ? {} : { body: text }),
    isBase64Encoded: false,
  };
}

export function answerOf({ statusCode, headers = {}, body }: APIGatewayProxyResult): TestAnswer {
  return { status: statusCode, headers, body: body === "" ? undefined : JSON.parse(body) };
}

/** The two front doors. */
export const doors = [
  ["REST API", restEvent],
  ["Function URL", urlEvent],
] as const;
