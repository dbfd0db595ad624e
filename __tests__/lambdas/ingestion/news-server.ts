import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** An entry of Tiingo's answer, as its documentation gives it. */
export interface TiingoEntry {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly publishedDate: string;
  readonly crawlDate: string;
  readonly source: string;
  readonly tickers: readonly string[];
  readonly tags: readonly string[];
}

/** An entry of Finnhub's answer, as its documentation gives it. */
export interface FinnhubEntry {
  readonly category: string;
  readonly datetime: number;
  readonly headline: string;
  readonly id: number;
  readonly image: string;
  readonly related: string;
  readonly source: string;
  readonly summary: string;
  readonly url: string;
}

export interface SeenRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
}

/**
 * What the server answers: a list as JSON, or a status, or a text as it is; or it says nothing at all, or breaks the
 * connection.
 */
export type Answer =
  | readonly unknown[]
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly text: string; readonly contentType?: string }
  | "silence"
  | "hang-up";

export interface NewsServer {
  readonly origin: string;
  readonly requests: SeenRequest[];
  /** Answer to each source; asked anew at every request. */
  tiingo: (query: Readonly<Record<string, string>>) => Answer;
  finnhub: (query: Readonly<Record<string, string>>) => Answer;
  /** Answer to each question for prices, which are Tiingo's. */
  prices: () => Answer;
  close(): Promise<void>;
}

/** Both news providers on one free loopback port: Tiingo at the root, Finnhub below `/api/v1`. */
export async function startNewsServer(): Promise<NewsServer> {
  const news: NewsServer = {
    origin: "",
    requests: [],
    tiingo: () => [],
    finnhub: () => [],
    prices: () => [],
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://loopback");
    const query = Object.fromEntries(searchParams);
    news.requests.push({ path: pathname, query, headers: request.headers });
    const answer = answerTo(news, pathname, query);
    if (answer === "silence") return;
    if (answer === "hang-up") return void response.destroy();
    if ("status" in answer) response.writeHead(answer.status, answer.headers ?? {}).end();
    else if ("text" in answer)
      response.writeHead(200, { "content-type": answer.contentType ?? "application/json" }).end(answer.text);
    else response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(news, { origin: `http://127.0.0.1:${port}` });
}

function answerTo(news: NewsServer, path: string, query: Readonly<Record<string, string>>): Answer {
  if (path === "/tiingo/news") return news.tiingo(query);
  if (path === "/api/v1/company-news") return news.finnhub(query);
  if (/^\/(tiingo\/daily|iex)\/[^/]+\/prices$/.test(path)) return news.prices();
  return { status: 404 };
}

let lastId = 1_000;

export function tiingoEntry(changes: Partial<TiingoEntry> = {}): TiingoEntry {
  lastId += 1;
  return {
    id: lastId,
    title: `Story ${lastId}`,
    description: "What happened.",
    url: `https://news.example.com/${lastId}`,
    publishedDate: "2026-01-05T10:30:00.123456Z",
    crawlDate: "2026-01-05T10:31:00Z",
    source: "example.com",
    tickers: ["aapl"],
    tags: ["Earnings"],
    ...changes,
  };
}

export function finnhubEntry(changes: Partial<FinnhubEntry> = {}): FinnhubEntry {
  lastId += 1;
  return {
    category: "company",
    datetime: Date.parse("2026-01-05T10:30:42Z") / 1000,
    headline: `Story ${lastId}`,
    id: lastId,
    image: "",
    related: "AAPL",
    source: "Example",
    summary: "What happened.",
    url: `https://news.example.com/${lastId}`,
    ...changes,
  };
}
