import type { Context } from "aws-lambda";
import { type Answer, errorAnswer, proxyResult } from "./http/answer.ts";
import { answerRoute } from "./http/answer-route.ts";
import { apiErrorOf } from "./http/api-error.ts";
import { type HttpEvent, type HttpRequest, requestOf } from "./http/request.ts";
import { findRoute } from "./http/router.ts";
import { routes } from "./routes/route-table.ts";
import { handle, logger, metrics, traced } from "./runtime.ts";

/** A caller can make up a method, which must not stand in a log line. */
const loggedMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** The path's pattern, never the path itself: it can hold what a caller typed. */
const noRoute = "none";

export const handler = handle(async (event: HttpEvent, context) => {
  const started = performance.now();
  const request = requestOf(event);
  const { answer, route, isServerError } = await answerOf(request, context);
  metrics.ServerErrors(isServerError ? 1 : 0);
  logger.info("request answered", {
    method: loggedMethods.find((method) => method === request.method) ?? "other",
    route,
    status_code: answer.status,
    duration_ms: Math.round(performance.now() - started),
  });
  return proxyResult(answer, context.awsRequestId);
});

interface Answered {
  readonly answer: Answer;
  readonly route: string;
  /** Whether the function itself or its database failed; that of a provider has a metric of its own. */
  readonly isServerError: boolean;
}

/**
 * The answer to a request, whatever happens. An error that is the function's own leaves the span as a failure before it
 * becomes an answer; one of the caller's does not.
 */
async function answerOf(request: HttpRequest, context: Context): Promise<Answered> {
  let route = noRoute;
  try {
    const answer = await traced("answer_request", async (annotate) => {
      try {
        const found = findRoute(routes, request);
        route = `${found.route.method} ${found.route.path}`;
        const answered = await answerRoute(found, request, () => context.getRemainingTimeInMillis());
        annotate({ route, status_code: answered.status });
        return answered;
      } catch (error) {
        const failure = apiErrorOf(error);
        annotate({ route, status_code: failure.status });
        if (failure.status >= 500) throw error;
        return errorAnswer(failure, context.awsRequestId);
      }
    });
    return { answer, route, isServerError: false };
  } catch (error) {
    const failure = apiErrorOf(error);
    // The class alone: messages of the SDK can quote keys and values.
    const { cause } = failure;
    logger.error("request failed", { route, error_type: cause instanceof Error ? cause.name : typeof cause });
    const isServerError = failure.code !== "UPSTREAM_ERROR";
    return { answer: errorAnswer(failure, context.awsRequestId), route, isServerError };
  }
}
