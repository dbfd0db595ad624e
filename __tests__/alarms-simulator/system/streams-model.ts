import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import { activity } from "./clock.ts";
import type { Load } from "./load.ts";
import type { Moment } from "./moment.ts";
import { invoke } from "./platform.ts";
import { random } from "./random.ts";

/** Minutes after which a stream ends and the browser begins another. */
const lifetime = 10.5;
/** Polls and events of one stream in a minute. */
const pollsPerMinute = 12;

const lines = {
  lost: JSON.stringify({ level: "ERROR", message: "invocation failed", error_type: "SpanDeliveryError" }),
  overflow: JSON.stringify({ level: "WARN", message: "Dropped 12 spans because maxQueueSize reached" }),
  "not exported": "error internal/base_exporter.go:119 Exporting failed. Rejecting data.",
  "collector does not start": 'cannot start pipelines: failed to start "otlp" receiver',
} as const;

/** Streams that begin in a minute: people who come, and who stay longer than one stream lasts. */
export function streamsBeginning(seed: string, minute: number, load: Load, least = 0): number {
  const busy = activity(minute);
  const share = load.isInternal && busy < 0.2 ? 0 : busy;
  return random(seed, "streams", minute).count(Math.max(least, load.streamsPerMinute * share));
}

export interface StreamsModel {
  live(moment: Moment, beginning: number): void;
  /** Streams that are open. */
  open(): number;
}

/** The function that streams: an invocation lasts as long as its stream. */
export function streamsModel(contract: LambdaContract): StreamsModel {
  let open: readonly number[] = [];
  return {
    live(moment, beginning) {
      const { minute } = moment;
      open = open.filter((end) => end > minute);
      for (let stream = 0; stream < beginning; stream++) {
        const end = begin(contract, moment);
        if (end !== undefined) open = [...open, end];
      }
      report(contract, moment, open.length);
    },
    open: () => open.length,
  };
}

/** @returns the minute in which the stream ends; undefined where none came about. */
function begin(contract: LambdaContract, moment: Moment): number | undefined {
  const { minute, conditions, random, record } = moment;
  const isRefused = random.happens(conditions.streamsRefused ?? 0);
  // Every second stream lasts until its end, all others until their readers leave.
  const isHanging = random.happens(conditions.hangingStreams ?? 0);
  const stays = isHanging || random.happens(0.5);
  const minutes = isRefused ? 0 : isHanging ? 16 : stays ? lifetime : random.between(0.2, lifetime);
  const usual = { contract, milliseconds: () => minutes * 60_000, memory: 0.2 };
  const { ending } = invoke(usual, minute, moment);
  const url = { FunctionName: record.nameOf("Lambda function", contract.name) };
  record.aws("AWS/Lambda", "UrlRequestCount", url, 1, { minute });
  record.aws("AWS/Lambda", "Url5xxCount", url, isRefused || ending !== "done" ? 1 : 0, { minute });
  if (isRefused) record.custom(contract, "StreamServerErrors", 1, { minute });
  if (isRefused || ending !== "done") return undefined;
  record.custom(contract, "ConnectionCount", 1, { minute });
  record.custom(contract, "ConnectionSetupMs", (conditions.setupSeconds ?? random.between(0.05, 0.6)) * 1_000, {
    minute,
  });
  if (random.happens(0.6)) record.trace("sse-reconnects", { minute });
  return minute + minutes;
}

/** What open streams report with each heartbeat. */
function report(contract: LambdaContract, { minute, conditions, random, record }: Moment, open: number): void {
  if (open === 0) return;
  const slow = random.happens(0.02) ? 1 : 0;
  const milliseconds = (conditions.pollSeconds ?? 0.06) * 1_000;
  record.custom(contract, "PollDurationMs", milliseconds, { minute, samples: open * pollsPerMinute - slow });
  if (slow > 0) record.custom(contract, "PollDurationMs", Math.max(milliseconds, 1_500), { minute });
  if (random.happens(0.3) || conditions.eventSeconds !== undefined) {
    for (let stream = 0; stream < open; stream++) {
      const seconds = conditions.eventSeconds ?? random.between(0.2, 5.5);
      record.custom(contract, "EventLatencyMs", seconds * 1_000, { minute });
    }
  }
  if (conditions.spans !== undefined) record.line(contract, lines[conditions.spans], { minute });
}
