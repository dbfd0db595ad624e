import { expect, it } from "vitest";
import type { Report, Row } from "../../bench/report.ts";
import { reportText } from "../../bench/report-text.ts";

const always = (figure: number) => ({ median: figure, minimum: figure, maximum: figure });
const row = (name: string, wallSeconds: number): Row => ({
  name,
  wallSeconds: { median: wallSeconds, minimum: wallSeconds - 0.1, maximum: wallSeconds + 0.2 },
  cpuSeconds: always(1.5),
  peakMemoryBytes: always(150e6),
  expected: {},
});

const report: Report = {
  machine: { node: "20.19.0", platform: "linux", cores: 2 },
  runs: 5,
  synthesis: {
    stacks: 3,
    resources: 600,
    rows: [
      { ...row("cold", 1), expected: { wallSeconds: 3, peakMemoryBytes: 140e6 }, differences: [] },
      { ...row("faster", 4), expected: { timesFirst: 3 }, timesFirst: always(4), differences: [] },
      { ...row("slower", 2), expected: { timesFirst: 3 }, timesFirst: always(2), differences: [] },
      {
        ...row("different", 9),
        expected: { timesFirst: 3 },
        differences: ["sentiment-dev: aws_sqs_queue: 1 instead of 0"],
      },
    ],
    loading: [row("nothing", 0.2), { ...row("metrics", 0.3), expected: { wallSeconds: 0.25 } }],
  },
  growth: [
    { functions: 6, resources: 300, wallSeconds: 1, cpuSeconds: 0.6, peakMemoryBytes: 112e6 },
    { functions: 50, resources: 1_800, wallSeconds: 1.44, cpuSeconds: 1.48, peakMemoryBytes: 156e6 },
    { functions: 200, resources: 6_700, wallSeconds: 5.94, cpuSeconds: 5.98, peakMemoryBytes: 306e6 },
  ],
  handlers: {
    workloads: [
      {
        name: "linear",
        half: { count: 50, milliseconds: 400, awsCalls: 110, peakMemoryBytes: 90e6 },
        whole: { count: 100, milliseconds: 1_000, awsCalls: 210, peakMemoryBytes: 120e6 },
      },
      {
        name: "square",
        half: { count: 50, milliseconds: 400, awsCalls: 100, peakMemoryBytes: undefined },
        whole: { count: 100, milliseconds: 1_000, awsCalls: 400, peakMemoryBytes: undefined },
      },
    ],
    latencies: [{ name: "GET /health", requests: 300, p50: 1.24, p99: 7.06, peakMemoryBytes: 130e6 }],
  },
  tracing: {
    invocations: [
      {
        functionName: "analysis",
        awsMilliseconds: 0,
        spansPerInvocation: 8,
        untracedMilliseconds: 10,
        tracedMilliseconds: 12,
        times: { median: 1.2, minimum: 1.1, maximum: 1.3 },
        cpu: { untracedMilliseconds: always(9), tracedMilliseconds: always(11), addedPercent: always(20) },
      },
      {
        functionName: "dashboard",
        awsMilliseconds: 5,
        spansPerInvocation: 5,
        untracedMilliseconds: 10,
        tracedMilliseconds: 10.4,
        times: { median: 1.04, minimum: 1.03, maximum: 1.05 },
        cpu: { untracedMilliseconds: always(3), tracedMilliseconds: always(3.6), addedPercent: always(6) },
      },
      {
        functionName: "analysis",
        awsMilliseconds: 5,
        spansPerInvocation: 8,
        untracedMilliseconds: 40,
        tracedMilliseconds: 41,
        times: { median: 1.025, minimum: 1.02, maximum: 1.03 },
        cpu: undefined,
      },
    ],
    stream: {
      spansPerPoll: 10,
      spansPerSecond: 2,
      untracedCpuMilliseconds: always(6),
      tracedCpuMilliseconds: always(8),
      addedPercent: always(0.04),
    },
    bundles: [{ functionName: "analysis", bytes: 600_000, tracingBytes: 120_000 }],
    loading: [row("nothing", 0.2), row("X-Ray", 0.25)],
  },
  unitTests: [{ ...row("unit tests", 9), expected: { wallSeconds: 10 } }],
  scorer: [
    {
      name: "always neutral",
      part: "heldOut",
      headlines: 84,
      accuracy: 1 / 3,
      labels: { positive: { recall: 0 }, neutral: { precision: 1 / 3, recall: 1 }, negative: { recall: 0 } },
    },
  ],
};

it.each([
  ["kept and missed limits", /^cold +1\.00 \(0\.90 to 1\.20\) +at most 3: yes +1\.50 +150 +at most 140: NO$/m],
  ["a kept ratio", /^faster .* 4\.0 \(4\.0 to 4\.0\) +at least 3: yes$/m],
  ["a missed ratio", /^slower .* 2\.0 \(2\.0 to 2\.0\) +at least 3: NO$/m],
  ["no ratio of other resources", /^different .* 150 +not comparable$/m],
  ["where the resources differ", /^ {2}different: sentiment-dev: aws_sqs_queue: 1 instead of 0$/m],
  ["the time of the unit tests", /^unit tests +9\.0 \(8\.9 to 9\.2\) +at most 10: yes +1\.5 +150$/m],
  ["how often the scorer is right", /^held out: always neutral +84 +33\.3 +– \/ 0\.0 +33\.3 \/ 100\.0 +– \/ 0\.0$/m],
  ["load times in milliseconds", /^metrics +300 \(200 to 500\) +at most 250: NO +1500 +150$/m],
])("the tables show %s", (_, line) => {
  const text = reportText(report);

  expect(text).toMatch(line);
});

it("shows what functions take, and whether twice the work takes twice the calls", () => {
  const text = reportText(report);

  expect(text).toMatch(/^linear +1\.00 +10\.0 +210 +1\.91 +at most 2\.1: yes +120$/m);
  expect(text).toMatch(/^square +1\.00 +10\.0 +400 +4\.00 +at most 2\.1: NO$/m);
  expect(text).toMatch(/^GET \/health +300 +1\.2 +7\.1 +130$/m);
});

it("shows what each function more takes, and whether it is always as much", () => {
  const text = reportText(report);

  expect(text).toMatch(/^ +200 +6700 +5\.94 +5\.98 +306 +0\.18 +0\.08$/m);
  expect(text).toMatch(/^wall ms +10\.00 +30\.00 +3\.00 +at most 1\.5: NO$/m);
  expect(text).toMatch(/^peak MB +1\.00 +1\.00 +1\.00 +at most 1\.5: yes$/m);
});

it("leaves out what was not measured", () => {
  const { machine, runs, scorer = [] } = report;

  const text = reportText({ machine, runs, scorer });

  expect(text).toMatch(/^held out: always neutral/m);
  expect(text).not.toMatch(/Synthesis|Functions|Tests of/);
});

it("shows what tracing adds to the time of handlers, to their code and to its loading", () => {
  const text = reportText(report);

  const percent = String.raw`20\.0 \(10\.0 to 30\.0\)`;
  expect(text).toMatch(
    new RegExp(String.raw`^analysis +from memory +8\.0 +10\.00 +12\.00 +${percent} +9\.00 +11\.00 +20\.0 .*\)$`, "m"),
  );
  expect(text).toMatch(/^dashboard +after 5 ms .* 4\.0 .* 3\.00 +3\.60 +6\.0 \(.*\) +at most 5: NO$/m);
  expect(text).toMatch(/^analysis +after 5 ms +8\.0 +40\.00 +41\.00 +2\.5 \(2\.0 to 3\.0\) +at most 5: yes$/m);
  expect(text).toMatch(/^sse-streaming +2\.00 +10\.0 .* 0\.040 \(0\.040 to 0\.040\) +at most 5: yes$/m);
  expect(text).toMatch(/^analysis +600\.0 KB +120\.0 KB +20$/m);
  expect(text).toMatch(/^X-Ray +250 \(150 to 450\) +50$/m);
});
