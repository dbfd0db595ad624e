import { ServiceError } from "./service-error.ts";

type Input = Readonly<Record<string, unknown>>;

/** A metric value that CloudWatch took. */
export interface StoredDatum {
  readonly namespace: string;
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
  readonly dimensions: Readonly<Record<string, string>>;
}

/** CloudWatch's metrics, without a server. */
export interface MemoryCloudWatch {
  /**
   * Answers one call in JSON.
   *
   * @throws ServiceError where CloudWatch would answer with an error.
   */
  answer(operation: string, input: Input): Input;
  /** Values that were taken, in their order. */
  readonly metrics: readonly StoredDatum[];
}

/** Bounds of one PutMetricData call (Amazon CloudWatch API reference, PutMetricData, MetricDatum, Dimension). */
const limits = {
  data: 1_000,
  bytes: 1_048_576,
  dimensions: 30,
  nameCharacters: 255,
  dimensionValueCharacters: 1_024,
  valuesPerDatum: 150,
  largestValue: 2 ** 360,
  pastMilliseconds: 14 * 86_400_000,
  futureMilliseconds: 2 * 3_600_000,
};

const scales = ["", "Kilo", "Mega", "Giga", "Tera"];
const amounts = scales.flatMap((scale) =>
  ["Bytes", "Bits"].map((each) => (scale === "" ? each : scale + each.toLowerCase())),
);
const units: ReadonlySet<string> = new Set([
  ...["Seconds", "Microseconds", "Milliseconds", "Percent", "Count", "Count/Second", "None"],
  ...amounts.flatMap((each) => [each, `${each}/Second`]),
]);

interface Datum {
  readonly MetricName?: string;
  readonly Value?: number | string;
  readonly Values?: readonly number[];
  readonly Counts?: readonly number[];
  readonly StatisticValues?: object;
  readonly Unit?: string;
  /** Epoch seconds. */
  readonly Timestamp?: number;
  readonly StorageResolution?: number;
  readonly Dimensions?: readonly { readonly Name?: string; readonly Value?: string }[];
}

export function memoryCloudWatch(): MemoryCloudWatch {
  const metrics: StoredDatum[] = [];
  return {
    metrics,
    answer(operation, input) {
      if (operation !== "PutMetricData")
        throw new ServiceError("UnknownOperationException", `No operation ${operation}`);
      const { Namespace, MetricData = [] } = input as { Namespace?: string; MetricData?: readonly Datum[] };
      const namespace = requireName("Namespace", Namespace, limits.nameCharacters);
      if (namespace.startsWith("AWS/"))
        throw invalid("The value AWS/ for parameter Namespace is invalid. It is reserved");
      if (MetricData.length === 0) throw missing("MetricData");
      if (MetricData.length > limits.data) throw invalid(`MetricData has ${MetricData.length} members`);
      if (Buffer.byteLength(JSON.stringify(input)) > limits.bytes)
        throw new ServiceError("RequestEntityTooLarge", "The request is too large", {}, 413);
      metrics.push(...MetricData.map((datum) => storedDatum(namespace, datum)));
      return {};
    },
  };
}

function storedDatum(namespace: string, datum: Datum): StoredDatum {
  const { Unit = "None", StorageResolution = 60, Timestamp, Dimensions = [] } = datum;
  if (!units.has(Unit)) throw invalid(`Unit ${Unit}`);
  if (StorageResolution !== 1 && StorageResolution !== 60) throw invalid(`StorageResolution ${StorageResolution}`);
  const age = Timestamp === undefined ? 0 : Date.now() - Timestamp * 1_000;
  if (age > limits.pastMilliseconds || age < -limits.futureMilliseconds) throw invalid(`Timestamp ${Timestamp}`);
  if (Dimensions.length > limits.dimensions) throw invalid(`${Dimensions.length} dimensions`);
  const dimensions = Dimensions.map(({ Name, Value }) => {
    const name = requireName("Dimensions.member.Name", Name, limits.nameCharacters);
    if (name.startsWith(":")) throw invalid(`Dimension ${name}`);
    return [name, requireName("Dimensions.member.Value", Value, limits.dimensionValueCharacters)] as const;
  });
  return {
    namespace,
    name: requireName("MetricName", datum.MetricName, limits.nameCharacters),
    unit: Unit,
    values: valuesOf(datum),
    dimensions: Object.fromEntries(dimensions),
  };
}

function valuesOf({ Value, Values, Counts, StatisticValues }: Datum): readonly number[] {
  if (StatisticValues !== undefined)
    throw new ServiceError("NotInMemoryAccount", "The account in memory does not know StatisticValues");
  if ((Value === undefined) === (Values === undefined))
    throw new ServiceError("InvalidParameterCombinationException", "Either Value or Values must be given");
  const values = Values ?? [Number(Value)];
  if (values.length === 0 || values.length > limits.valuesPerDatum) throw invalid(`${values.length} Values`);
  if (Counts !== undefined && Counts.length !== values.length) throw invalid("Counts and Values differ in length");
  // JSON knows no NaN and no infinity: the SDK sends them as texts.
  const wrong = values.find((value) => !Number.isFinite(value) || Math.abs(value) > limits.largestValue);
  if (wrong !== undefined) throw invalid(`Value ${wrong}`);
  return values.flatMap((value, index) => Array.from({ length: Counts?.[index] ?? 1 }, () => value));
}

function requireName(parameter: string, text: string | undefined, characters: number): string {
  if (text === undefined || text === "") throw missing(parameter);
  if (text.length > characters || text.trim() === "" || !/^[\x20-\x7e]+$/.test(text))
    throw invalid(`The value ${text} for parameter ${parameter}`);
  return text;
}

function missing(parameter: string): ServiceError {
  return new ServiceError("MissingRequiredParameterException", `The parameter ${parameter} is required.`);
}

function invalid(what: string): ServiceError {
  return new ServiceError("InvalidParameterValueException", `Invalid: ${what}.`);
}
