import { table } from "../commands/parts/table.ts";
import { kilobytes } from "../modules/packaging/kilobytes.ts";
import { judged, spread } from "./figures.ts";
import type { Row, TracingReport } from "./report.ts";
import type { BundledTracing } from "./tracing/code.ts";
import type { InvocationOverhead } from "./tracing/invocations.ts";
import { deployedPollSeconds, type StreamOverhead } from "./tracing/streams.ts";
import { expectedTracingPercent } from "./tracing-bench.ts";

/** What tracing costs, as tables. */
export function tracingText({ invocations, stream, bundles, loading }: TracingReport): readonly string[] {
  return [
    "Tracing: functions under the real runtime client in turns with and without it (kill switch), every invocation sampled.",
    "AWS in memory answers faster than AWS can; DynamoDB promises less than 10 ms, topics and sources take more.",
    "Judged is the CPU time that tracing adds to the handler's thread, as a share of the time of an untraced answer",
    "",
    ...table(
      [
        "",
        "AWS answers",
        "spans",
        "ms without",
        "with",
        "% more",
        "CPU ms without",
        "with",
        "% of the time",
        "expected",
      ],
      invocations.map(invocationCells),
    ),
    "",
    ...(stream === undefined ? ["Streams: this system does not tell the CPU time of a process"] : streamLines(stream)),
    "",
    "Code that is there for tracing alone: minified, before compression; and its loading without anything else",
    "",
    ...table(["", "bundle", "tracing", "%"], bundles.map(bundleCells)),
    "",
    ...table(
      ["", "wall ms", "more than nothing, ms"],
      loading.map((row) => loadingCells(row, loading[0])),
    ),
  ];
}

function invocationCells(overhead: InvocationOverhead): readonly string[] {
  const { cpu, times } = overhead;
  const added = cpu?.addedPercent ?? { median: 100 * (times.median - 1) };
  return [
    overhead.functionName,
    overhead.awsMilliseconds === 0 ? "from memory" : `after ${overhead.awsMilliseconds} ms`,
    overhead.spansPerInvocation.toFixed(1),
    overhead.untracedMilliseconds.toFixed(2),
    overhead.tracedMilliseconds.toFixed(2),
    `${percentOf(times.median)} (${percentOf(times.minimum)} to ${percentOf(times.maximum)})`,
    ...(cpu === undefined
      ? ["", "", ""]
      : [
          cpu.untracedMilliseconds.median.toFixed(2),
          cpu.tracedMilliseconds.median.toFixed(2),
          spread(cpu.addedPercent, 1),
        ]),
    overhead.awsMilliseconds === 0 ? "" : judged("at most", expectedTracingPercent, added.median),
  ];
}

function percentOf(times: number): string {
  return (100 * (times - 1)).toFixed(1);
}

function streamLines(stream: StreamOverhead): readonly string[] {
  return [
    `Streams, one look every ${deployedPollSeconds} s, a new story for each; what tracing adds as a share of the stream's time`,
    "",
    ...table(
      ["", "spans per s", "spans per look", "CPU ms of a look without", "with", "% of the time", "expected"],
      [
        [
          "sse-streaming",
          stream.spansPerSecond.toFixed(2),
          stream.spansPerPoll.toFixed(1),
          spread(stream.untracedCpuMilliseconds, 2),
          spread(stream.tracedCpuMilliseconds, 2),
          spread(stream.addedPercent, 3),
          judged("at most", expectedTracingPercent, stream.addedPercent.median),
        ],
      ],
    ),
  ];
}

function bundleCells({ functionName, bytes, tracingBytes }: BundledTracing): readonly string[] {
  return [functionName, kilobytes(bytes), kilobytes(tracingBytes), ((100 * tracingBytes) / bytes).toFixed(0)];
}

function loadingCells({ name, wallSeconds }: Row, nothing: Row | undefined): readonly string[] {
  const more = nothing === undefined ? 0 : wallSeconds.median - nothing.wallSeconds.median;
  return [name, spread(wallSeconds, 0, 1000), (more * 1000).toFixed(0)];
}
