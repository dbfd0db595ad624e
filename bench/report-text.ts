import { table } from "../commands/parts/table.ts";
import { sentimentLabels } from "../lambdas/shared/sentiment/items.ts";
import type { AccuracyRow } from "./accuracy.ts";
import { judged, megabytes, spread } from "./figures.ts";
import { growthText } from "./growth-text.ts";
import { handlersText } from "./handlers-text.ts";
import type { Report, Row, SynthesisReport, SynthesisRow } from "./report.ts";
import { tracingText } from "./tracing-text.ts";

const partNames = { heldOut: "held out", development: "seen in development" } as const;

/** The figures as tables, each beside what is expected of it; without the parts that were not measured. */
export function reportText({ machine, runs, synthesis, growth, handlers, tracing, unitTests, scorer }: Report): string {
  const parts = [
    synthesis && synthesisText(synthesis),
    growth && growthText(growth),
    handlers && handlersText(handlers),
    tracing && tracingText(tracing),
    unitTests && unitTestsText(unitTests),
    scorer && scorerText(scorer),
  ];
  return [
    `Node ${machine.node}, ${machine.platform}, cores: ${machine.cores}, rounds: ${runs} after one to warm up; median (least to most)`,
    ...parts.flatMap((lines) => (lines === undefined ? [] : ["", ...lines])),
    "",
    "CPU: user and system time of the process and, on Linux, of all that it started. Peak: resident memory of the Node",
    "process alone. Expectations are judged by the median; none of them fails the command.",
  ].join("\n");
}

function synthesisText({ stacks, resources, rows, loading }: SynthesisReport): readonly string[] {
  const differences = rows.flatMap((row) => row.differences.map((line) => `  ${row.name}: ${line}`));
  return [
    `Synthesis, stacks: ${stacks}, resources: ${resources}, functions: ${loading.length - 1}`,
    "",
    ...table(
      ["", "wall s", "expected", "CPU s", "peak MB", "expected", "times first row", "expected"],
      rows.map(synthesisCells),
    ),
    ...(differences.length === 0 ? [] : ["", "Not comparable, because the resources differ:", ...differences]),
    "",
    "Start of Node and loading of each zip's handler",
    "",
    ...table(["", "wall ms", "expected", "CPU ms", "peak MB"], loading.map(loadingCells)),
  ];
}

function unitTestsText(rows: readonly Row[]): readonly string[] {
  return [
    "Tests of units, and of whole functions",
    "",
    ...table(["", "wall s", "expected", "CPU s", "peak MB"], rows.map(unitTestCells)),
  ];
}

function scorerText(rows: readonly AccuracyRow[]): readonly string[] {
  return [
    "Scorer: labels of headlines, % right; for each label the share of those given it that deserve it / given it of",
    "those that deserve it",
    "",
    ...table(["", "headlines", "right %", ...sentimentLabels], rows.map(accuracyCells)),
  ];
}

function synthesisCells(row: SynthesisRow): readonly string[] {
  const { wallSeconds, cpuSeconds, peakMemoryBytes, timesFirst, expected, differences } = row;
  const none = differences.length > 0 ? "not comparable" : "";
  return [
    row.name,
    spread(wallSeconds, 2),
    judged("at most", expected.wallSeconds, wallSeconds.median),
    cpuSeconds.median.toFixed(2),
    (peakMemoryBytes.median / 1e6).toFixed(0),
    judged("at most", megabytes(expected.peakMemoryBytes), megabytes(peakMemoryBytes.median)),
    timesFirst === undefined ? none : spread(timesFirst, 1),
    judged("at least", expected.timesFirst, timesFirst?.median),
  ];
}

function loadingCells({ name, wallSeconds, cpuSeconds, peakMemoryBytes, expected }: Row): readonly string[] {
  const milliseconds = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000);
  return [
    name,
    spread(wallSeconds, 0, 1000),
    judged("at most", milliseconds(expected.wallSeconds), milliseconds(wallSeconds.median)),
    (cpuSeconds.median * 1000).toFixed(0),
    (peakMemoryBytes.median / 1e6).toFixed(0),
  ];
}

function unitTestCells({ name, wallSeconds, cpuSeconds, peakMemoryBytes, expected }: Row): readonly string[] {
  return [
    name,
    spread(wallSeconds, 1),
    judged("at most", expected.wallSeconds, wallSeconds.median),
    cpuSeconds.median.toFixed(1),
    (peakMemoryBytes.median / 1e6).toFixed(0),
  ];
}

function accuracyCells({ name, part, headlines, accuracy, labels }: AccuracyRow): readonly string[] {
  const byLabel = sentimentLabels.map((label) => {
    const { precision, recall } = labels[label];
    return `${precision === undefined ? "–" : percent(precision)} / ${percent(recall)}`;
  });
  return [`${partNames[part]}: ${name}`, String(headlines), percent(accuracy), ...byLabel];
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
