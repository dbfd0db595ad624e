/** A provider answered with a status that is not 2xx. Carries no body: it may quote tokens or addresses. */
export class HttpStatusError extends Error {
  override readonly name = "HttpStatusError";
  readonly status: number;
  /** Seconds after which the provider takes requests again, where it said so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(host: string, status: number, retryAfterSeconds: number | undefined) {
    super(`${host} answered with status ${status}`);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface HttpRequest {
  readonly method?: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Bound on the whole exchange, body included. */
  readonly timeoutMilliseconds: number;
}

/**
 * Calls a provider over HTTP.
 *
 * @throws HttpStatusError where the status is not 2xx; TimeoutError where the time is up; TypeError where no connection
 *   came about. Redirects are not followed: they would carry credentials elsewhere.
 */
export async function callHttp(
  url: URL,
  { method = "GET", headers, body, timeoutMilliseconds }: HttpRequest,
): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers: { ...headers },
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMilliseconds),
    ...(body === undefined ? {} : { body }),
  });
  if (response.ok) return response;
  await response.body?.cancel();
  throw new HttpStatusError(url.host, response.status, retryAfter(response.headers.get("retry-after")));
}

/** Address of an endpoint below a base address, which may have a path of its own. */
export function endpoint(base: string, path: string, query: Readonly<Record<string, string>>): URL {
  const url = new URL(`${base.replace(/\/+$/, "")}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

/** Seconds or an HTTP date (RFC 9110, section 10.2.3). */
function retryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  // Dates begin with a day's name; of anything else Date.parse makes a day of its own.
  const date = /^[A-Z][a-z]{2}/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}
