import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { analysisDeadLetters, notificationDeadLetters } from "../../../lambdas/shared/sentiment/topics.ts";
import {
  analysis,
  dashboard,
  ingestion,
  metrics,
  notification,
  sseStreaming,
} from "../../../stacks/sentiment/functions.ts";
import type { StackRow } from "../../helpers/sentiment-stacks.ts";
import { type MetricStore, metricStore } from "../cloudwatch/metric-store.ts";
import type { Minutes } from "../cloudwatch/statistics.ts";
import { analysisModel } from "./analysis-model.ts";
import type { Conditions } from "./conditions.ts";
import { dashboardModel, requestsOf } from "./dashboard-model.ts";
import { ingestionModel } from "./ingestion-model.ts";
import { loads } from "./load.ts";
import { metricsModel } from "./metrics-model.ts";
import type { Moment } from "./moment.ts";
import { notificationModel } from "./notification-model.ts";
import { random } from "./random.ts";
import { recorder } from "./recorder.ts";
import { resourcesModel } from "./resources-model.ts";
import { streamsBeginning, streamsModel } from "./streams-model.ts";
import { healthyWeek } from "./week.ts";

/** Functions that live in the simulation. */
export const contracts: readonly LambdaContract[] = [
  ingestion,
  analysis,
  dashboard,
  notification,
  metrics,
  sseStreaming,
];

export interface SystemOptions {
  readonly seed: string;
  readonly minutes: Minutes;
  /** What is wrong at a moment, beside what goes wrong in a healthy week. Default: nothing. */
  readonly faultAt?: (minute: number) => Conditions;
  /** Minutes by which every metric reaches CloudWatch later. Default: none. */
  readonly delay?: number;
}

/** The load of an environment. @throws where nobody said what it has to do. */
export function loadOf(environment: string) {
  const load = loads[environment];
  if (load === undefined) throw new Error(`the environment ${environment} has no load: add it to load.ts`);
  return load;
}

/** Lets the system live for some minutes of a healthy week, and gives what CloudWatch then knows. */
export function simulateSystem(
  { name, stack }: StackRow,
  { seed, minutes, faultAt = () => ({}), delay = 0 }: SystemOptions,
): MetricStore {
  const store = metricStore(delay);
  const record = recorder(store, stack, name, contracts);
  const [load, week] = [loadOf(name), healthyWeek(`${seed} ${name}`)];
  const [scores, mails] = [analysisModel(analysis), notificationModel(notification)];
  const models = {
    ingestion: ingestionModel(ingestion),
    metrics: metricsModel(metrics),
    dashboard: dashboardModel(dashboard),
    streams: streamsModel(sseStreaming),
    resources: resourcesModel(contracts, {
      [analysisDeadLetters.name]: scores.dead,
      [notificationDeadLetters.name]: mails.dead,
    }),
  };
  for (let minute = minutes.from; minute < minutes.to; minute++) {
    const conditions = { ...week.conditionsAt(minute), ...faultAt(minute) };
    const moment = (part: string): Moment => ({
      minute,
      conditions,
      load,
      week,
      record,
      random: random(seed, name, part, minute),
    });
    const stories = models.ingestion(moment("ingestion"));
    const scored = scores.live(moment("analysis"), stories);
    mails.live(moment("notification"), scored);
    models.metrics(moment("metrics"), scores.stuck(minute));
    models.dashboard(moment("dashboard"));
    const beginning = streamsBeginning(`${seed} ${name}`, minute, load, conditions.streams?.perMinute);
    models.streams.live(moment("streams"), beginning);
    models.resources(moment("resources"), {
      openStreams: models.streams.open(),
      requests: requestsOf(moment("dashboard")),
      stories,
    });
  }
  return store;
}
