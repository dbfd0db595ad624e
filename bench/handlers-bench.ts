import { analyzeMessages } from "./handlers/analysis-bench.ts";
import { ingestArticles } from "./handlers/ingestion-bench.ts";
import { requestRoutes } from "./handlers/routes-bench.ts";
import { streamChanges } from "./handlers/stream-bench.ts";
import type { Latencies, Workload } from "./handlers/workload.ts";
import type { Session } from "./session.ts";

const articles = 500;
const messages = 1_000;
const requestsPerRoute = 300;

/** A function under load: the whole of it, and the half, which shows how it grows. */
export interface WorkloadPair {
  readonly name: string;
  readonly half: Workload;
  readonly whole: Workload;
}

/** What the packaged functions take, with AWS in the memory of another process. */
export interface HandlerResult {
  readonly workloads: readonly WorkloadPair[];
  readonly latencies: readonly Latencies[];
}

/** Measures the packaged functions under the real runtime client. */
export async function benchHandlers(session: Session): Promise<HandlerResult> {
  const pair = async (name: string, run: (session: Session, count: number) => Promise<Workload>, count: number) => {
    session.report(`functions: ${name}`);
    return { name, half: await run(session, count / 2), whole: await run(session, count) };
  };
  const workloads = [
    await pair(`ingestion of ${articles} new articles, start included`, ingestArticles, articles),
    await pair(`analysis of ${messages} messages, one environment`, analyzeMessages, messages),
  ];
  session.report(`functions: ${requestsPerRoute} requests of each route`);
  const routes = await requestRoutes(session, requestsPerRoute);
  session.report("functions: changes on a stream");
  return { workloads, latencies: [...routes, await streamChanges(session)] };
}
