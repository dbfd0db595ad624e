import { openLoopbackServer } from "../../__tests__/rig/loopback-server.ts";
import type { Session } from "../session.ts";
import { emptyBenchAccount, follow, tableNames, tickers } from "./account.ts";
import { timed, withFunction } from "./measured-function.ts";
import type { Workload } from "./workload.ts";

/** The newest articles that one call of Tiingo gives, and the tickers that it names. */
const articlesPerCall = 50;
const tickersPerCall = 10;

/** Runs ingestion once, in a new environment, on so many articles that nobody has seen. */
export async function ingestArticles(session: Session, count: number): Promise<Workload> {
  const account = emptyBenchAccount();
  follow(account, tickers((count / articlesPerCall) * tickersPerCall));
  const news = await openLoopbackServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://loopback");
    const asked = searchParams.get("tickers")?.split(",") ?? [];
    response.end(JSON.stringify(pathname === "/tiingo/news" ? articles(asked) : []));
  });
  try {
    const url = `http://${news.address}`;
    // Finnhub takes one ticker a call: a plan for all of them, so that no call is held back.
    const settings = () => ({ TIINGO_URL: url, FINNHUB_URL: url, FINNHUB_CALLS_PER_MINUTE: 10_000 });
    return await withFunction(session, "ingestion", account, { settings }, async (measured) => {
      const { milliseconds } = await timed(measured, {});
      const stored = account.dynamoDb.rows(tableNames.items).length;
      if (stored !== count) throw new Error(`${stored} of ${count} articles were stored`);
      return { count, milliseconds, awsCalls: measured.awsCalls(), peakMemoryBytes: measured.peakMemoryBytes() };
    });
  } finally {
    await news.close();
  }
}

function articles(asked: readonly string[]) {
  const published = new Date(Date.now() - 3_600_000).toISOString();
  return Array.from({ length: articlesPerCall }, (_, index) => {
    const ticker = asked[index % asked.length] ?? "";
    return {
      id: index,
      title: `${ticker} reports quarterly results number ${index} above expectations`,
      description: "Revenue grew by a tenth, and the outlook for the year was raised. ".repeat(4),
      url: `https://news.example.com/${ticker}/${index}`,
      publishedDate: published,
      crawlDate: published,
      source: "example.com",
      tickers: [ticker.toLowerCase()],
      tags: ["Earnings"],
    };
  });
}
