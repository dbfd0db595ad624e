import { publishBatch } from "../shared/aws/sns.ts";
import type { AlertEvaluationRequest } from "../shared/sentiment/notification-requests.ts";
import { configuration, traced } from "./runtime.ts";

/**
 * Asks for a look at the alerts of tickers whose time series changed; without tickers there is nothing to ask for.
 *
 * @param tickers each once.
 * @throws PublishError where the topic did not take the request.
 */
export async function requestAlertEvaluation(tickers: readonly string[]): Promise<void> {
  if (tickers.length === 0) return;
  await traced("request_alert_evaluation", async (annotate) => {
    annotate({ ticker_count: tickers.length });
    const request: AlertEvaluationRequest = { notification_type: "evaluate_alerts", tickers };
    const attributes = { notification_type: request.notification_type };
    await publishBatch(configuration.NOTIFICATIONS_TOPIC_ARN, [{ body: JSON.stringify(request), attributes }]);
  });
}
