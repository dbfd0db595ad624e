import { HttpStatusError } from "../shared/http.ts";
import { AllSourcesFailedError } from "./errors.ts";
import { fetchFinnhub } from "./finnhub.ts";
import type { NewsRequest } from "./news-request.ts";
import { type Fetched, refuseFailures } from "./provider.ts";
import { failurePath, metrics } from "./runtime.ts";
import { fetchTiingo } from "./tiingo.ts";

/**
 * Fetches from all sources at once. What one source fails to deliver is survived, and recorded where news are missing.
 *
 * @returns what each source delivered, Tiingo first.
 * @throws AllSourcesFailedError where no source answered a single call.
 */
export async function fetchNews(request: NewsRequest, timeLeft: () => number): Promise<readonly Fetched[]> {
  const all = await Promise.all([fetchTiingo(request, timeLeft), fetchFinnhub(request, timeLeft)]);
  const failed = all.filter(({ errors }) => errors.length > 0);
  for (const { source, errors } of failed) if (errors.some(isRateLimit)) metrics.APIRateLimitHit(1, { Source: source });
  await failurePath("parallel_fetcher_aggregate", undefined, async (annotate) => {
    annotate({
      error_count: failed.reduce((sum, { errors }) => sum + errors.length, 0),
      failed_sources: failed.map(({ source }) => source).join(","),
    });
    for (const fetched of failed.filter(isMissed)) refuseFailures(fetched);
  });
  if (all.every(({ calls, failedCalls }) => calls === failedCalls)) {
    const reasons = failed.map(({ source, errors }) => `${source} ${errors[0]?.name}`).join(", ");
    throw new AllSourcesFailedError(`No source answered: ${reasons}`);
  }
  return all;
}

/** Runs in a row without anything from a source, from which on its news are missing. */
const silentRuns = 2;

/** Whether news are missing. For a call that failed once the next run makes up; not for a source that is held back. */
function isMissed({ errors, failedCalls, failedRuns }: Fetched): boolean {
  return errors.length > failedCalls || failedRuns >= silentRuns;
}

function isRateLimit(error: Error): boolean {
  return error instanceof HttpStatusError && error.status === 429;
}
