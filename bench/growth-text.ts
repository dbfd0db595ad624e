import { table } from "../commands/parts/table.ts";
import { judged, megabytes } from "./figures.ts";
import { expectedGrowth, type GrownEnvironment, perFurtherFunction } from "./growth-bench.ts";
import type { Measurement } from "./measure-process.ts";

/** The figures that have to grow evenly, each with its unit. */
const figures: readonly { readonly name: string; readonly figure: keyof Measurement; readonly scale: number }[] = [
  { name: "wall ms", figure: "wallSeconds", scale: 1e3 },
  { name: "CPU ms", figure: "cpuSeconds", scale: 1e3 },
  { name: "peak MB", figure: "peakMemoryBytes", scale: 1e-6 },
];

/** What environments of more and more functions take, and whether a function more always takes as much. */
export function growthText(environments: readonly GrownEnvironment[]): readonly string[] {
  const [smallest] = environments;
  const steps = environments
    .slice(1)
    .map(({ functions }, index) => `${environments[index]?.functions} to ${functions}`);
  return [
    "Synthesis of one environment with more and more functions: the six and repetitions of them, each with code of a few",
    "bytes from the cache; checks, dashboards, alarms and bill included",
    "",
    ...table(
      ["functions", "resources", "wall s", "CPU s", "peak MB", "per function, in times of the first: wall", "MB"],
      environments.map((environment) => [
        environment.functions,
        environment.resources,
        environment.wallSeconds.toFixed(2),
        environment.cpuSeconds.toFixed(2),
        megabytes(environment.peakMemoryBytes).toFixed(0),
        perFunctionTimes(environment, smallest, "wallSeconds"),
        perFunctionTimes(environment, smallest, "peakMemoryBytes"),
      ]),
    ),
    "",
    "Each function more",
    "",
    ...table(
      ["", ...steps, "in times of the step before", "expected"],
      figures.map((each) => growthCells(each, environments)),
    ),
  ];
}

function perFunctionTimes(
  environment: GrownEnvironment,
  base: GrownEnvironment | undefined,
  figure: keyof Measurement,
): string {
  if (base === undefined) return "";
  return (environment[figure] / environment.functions / (base[figure] / base.functions)).toFixed(2);
}

function growthCells(
  { name, figure, scale }: (typeof figures)[number],
  environments: readonly GrownEnvironment[],
): readonly string[] {
  const steps = perFurtherFunction(environments, figure);
  const [before, last] = steps.slice(-2);
  const times = before === undefined || last === undefined ? undefined : last / before;
  return [
    name,
    ...steps.map((step) => (step * scale).toFixed(2)),
    times?.toFixed(2) ?? "",
    judged("at most", expectedGrowth, times),
  ];
}
