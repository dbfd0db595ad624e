import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { restApiName, stageName } from "../../../modules/api/rest-api.ts";
import { activity } from "./clock.ts";
import type { Moment } from "./moment.ts";
import { invoke, type Usual } from "./platform.ts";

/** One request in so many is slow, because a call is repeated; and so is the first one after a break of so many minutes. */
const requestsPerSlow = 400;
const minutesUntilCold = 10;
/** Shares of a healthy system: a sign-in that has expired, and a failure that a second try makes up for. */
const usualClientErrors = 0.02;
const requestsPerServerError = 20_000;
/** Share of requests that need prices which are not kept, and how many of the calls for them one fails of. */
const shareWithPrices = 0.05;
const priceCallsPerFailure = 500;
/** Milliseconds that API Gateway itself takes. */
const gatewayMilliseconds = 15;
/** The function's timeout is longer than what API Gateway waits. */
const gatewayTimeoutMilliseconds = 29_000;

/** The function behind the REST API and a public URL. */
export function dashboardModel(contract: LambdaContract) {
  let last = Number.NEGATIVE_INFINITY;
  return (moment: Moment): void => {
    const requests = requestsOf(moment);
    for (let request = 0; request < requests; request++) {
      answer(contract, moment, moment.minute - last >= minutesUntilCold);
      last = moment.minute;
    }
  };
}

/** Requests of a minute. */
export function requestsOf({ minute, conditions, load, random }: Moment): number {
  const busy = activity(minute);
  // A team at work sends nothing at night.
  const share = load.isInternal && busy < 0.2 ? 0 : busy;
  return random.count(Math.max(conditions.requests?.perMinute ?? 0, load.requestsPerMinute * share));
}

function answer(contract: LambdaContract, moment: Moment, isFirst: boolean): void {
  const { minute, conditions, random, record, week } = moment;
  const isSlow = isFirst || week.isDeploy(minute) || random.happens(1 / requestsPerSlow);
  const usual: Usual = {
    contract,
    milliseconds: (chance) => (isSlow ? chance.between(250, 1_200) : chance.between(15, 250)),
    memory: 0.2,
  };
  const invocation = invoke(usual, minute, moment);
  const { ending, ends } = invocation;
  const isAnswered = ending === "done";
  const isError = isAnswered && random.happens(conditions.serverErrors ?? 1 / requestsPerServerError);
  const isTooSlow = invocation.milliseconds >= gatewayTimeoutMilliseconds;
  if (isAnswered) record.custom(contract, "ServerErrors", isError ? 1 : 0, { minute: ends });
  if (isAnswered && random.happens(shareWithPrices)) {
    const failsNow = random.happens(conditions.pricesFailing ?? 1 / priceCallsPerFailure);
    record.custom(contract, "PriceCallErrors", failsNow ? 1 : 0, { minute: ends });
  }
  const isFailure = !isAnswered || isError;
  const isRefusal = !isFailure && random.happens(conditions.clientErrors ?? usualClientErrors);
  if (isFailure || isRefusal) record.brokenTrace(isFailure ? "fault" : "error", { minute });
  // One request in ten comes through the function's own URL.
  if (random.happens(0.1)) {
    const url = { FunctionName: record.nameOf("Lambda function", contract.name) };
    record.aws("AWS/Lambda", "Url5xxCount", url, isFailure ? 1 : 0, { minute });
    return;
  }
  const api = { ApiName: restApiName(record.nameOf, contract.name), Stage: stageName };
  const waited = Math.min(invocation.milliseconds, gatewayTimeoutMilliseconds);
  record.aws("AWS/ApiGateway", "5XXError", api, isFailure || isTooSlow ? 1 : 0, { minute });
  record.aws("AWS/ApiGateway", "4XXError", api, isRefusal ? 1 : 0, { minute });
  record.aws("AWS/ApiGateway", "IntegrationLatency", api, waited, { minute });
  record.aws("AWS/ApiGateway", "Latency", api, waited + gatewayMilliseconds, { minute });
}
