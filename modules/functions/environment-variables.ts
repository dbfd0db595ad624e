import {
  type LambdaContract,
  openTelemetryVariables,
  parseSetting,
  type Setting,
  type StandardVariable,
  standardVariables,
} from "../../lambdas/shared/contract/index.ts";
import { nearest } from "../nearest.ts";
import { type Problem, refuseProblems } from "../problem.ts";
import { type ReachableResources, reachedValue } from "./resources.ts";

/** Values that an environment gives to the settings of one function. */
export type SettingValues = Readonly<Record<string, string | number>>;

/** File inside the zip that configures the collector extension. */
export const collectorConfigurationFile = "collector.yaml";

function standardValues(contract: LambdaContract, environment: string): Readonly<Record<StandardVariable, string>> {
  return {
    ENVIRONMENT: environment,
    POWERTOOLS_SERVICE_NAME: contract.name,
    AWS_XRAY_CONTEXT_MISSING: "RUNTIME_ERROR",
    OTEL_SERVICE_NAME: contract.name,
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318",
    OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: "2000",
    OTEL_BSP_SCHEDULE_DELAY: "1000",
    OTEL_BSP_MAX_QUEUE_SIZE: "1500",
    // At most 50: above, the collector's exporter splits a batch and can lose a part of it.
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "50",
    OTEL_BSP_EXPORT_TIMEOUT: "2500",
    OTEL_SDK_DISABLED: "false",
    OPENTELEMETRY_COLLECTOR_CONFIG_URI: `/var/task/${collectorConfigurationFile}`,
  };
}

/**
 * The complete environment of a function: what its contract reaches, its settings, and what every function gets.
 *
 * @throws ProblemError naming every setting that the environment file lacks, misspells or gives a bad value.
 */
export function environmentVariables(
  contract: LambdaContract,
  environment: string,
  settings: SettingValues,
  resources: ReachableResources,
): Readonly<Record<string, string>> {
  const place = `environments/${environment}.ts, settings.${contract.name}`;
  refuseProblems([...unknownSettings(contract, settings, place), ...badSettings(contract, settings, place)]);
  const names = [
    ...Object.keys(standardVariables),
    ...(contract.tracing === "open-telemetry" ? Object.keys(openTelemetryVariables) : []),
  ] as StandardVariable[];
  const standard = standardValues(contract, environment);
  return Object.fromEntries([
    ...names.map((name) => [name, standard[name]] as const),
    ...Object.entries(contract.reaches).map(
      ([variable, reach]) =>
        [variable, reachedValue(`${contract.name} contract, ${variable}`, reach, resources)] as const,
    ),
    ...Object.entries(contract.settings).map(
      ([variable, setting]) => [variable, String(settings[variable] ?? setting.default)] as const,
    ),
  ]);
}

function unknownSettings(contract: LambdaContract, settings: SettingValues, place: string): readonly Problem[] {
  const known = Object.keys(contract.settings).sort();
  return Object.keys(settings)
    .filter((variable) => !known.includes(variable))
    .map((variable) => ({
      place: `${place}.${variable}`,
      found: "a setting that the contract does not have",
      expected: known.length === 0 ? "no setting at all" : (nearest(variable, known) ?? `one of ${known.join(", ")}`),
      remedy: `Remove it, or declare it in lambdas/${contract.name}/contract.ts.`,
    }));
}

function badSettings(contract: LambdaContract, settings: SettingValues, place: string): readonly Problem[] {
  return Object.entries(contract.settings).flatMap(([variable, setting]) => {
    const value = settings[variable] ?? setting.default;
    if (value === undefined) return [missing(`${place}.${variable}`, setting)];
    const parsed = parseSetting(setting, String(value));
    if (parsed.ok) return [];
    return [
      {
        place:
          settings[variable] === undefined
            ? `lambdas/${contract.name}/contract.ts, settings.${variable}.default`
            : `${place}.${variable}`,
        found: JSON.stringify(value),
        expected: parsed.expected,
        remedy: `It means: ${setting.meaning}.`,
      },
    ];
  });
}

function missing(place: string, setting: Setting): Problem {
  return {
    place,
    found: "nothing",
    expected: `a value of type ${setting.type}`,
    remedy: `Add it: ${setting.meaning}.`,
  };
}
