/** A widget as it stands in the text of a dashboard. */
export interface ReadWidget {
  readonly type: "text" | "alarm" | "metric";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly alarms?: readonly string[];
    readonly region?: string;
    readonly metrics?: readonly (readonly unknown[])[];
    readonly annotations?: {
      readonly horizontal: readonly { readonly label: string; readonly value: number; readonly yAxis?: string }[];
    };
  };
}

/** One row of a graph's metrics: a metric, or an expression over others. */
export interface ReadLine {
  readonly namespace?: string;
  readonly name?: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly options: {
    readonly id?: string;
    readonly label?: string;
    readonly stat?: string;
    readonly period: number;
    readonly expression?: string;
    readonly visible?: boolean;
    readonly yAxis?: string;
  };
}

/** The widgets of a dashboard's text. */
export function widgetsOf(body: unknown): readonly ReadWidget[] {
  return (JSON.parse(String(body)) as { readonly widgets: readonly ReadWidget[] }).widgets;
}

/** The rows of a graph's metrics; none where the widget is no graph. */
export function linesOf({ properties: { metrics = [] } }: ReadWidget): readonly ReadLine[] {
  return metrics.map((row) => {
    const options = row.at(-1) as ReadLine["options"];
    const [namespace, name, ...pairs] = row.slice(0, -1) as string[];
    const dimensions = Object.fromEntries(
      pairs.flatMap((key, index) => (index % 2 === 0 ? [[key, pairs[index + 1] ?? ""]] : [])),
    );
    return { options, dimensions, ...(namespace === undefined || name === undefined ? {} : { namespace, name }) };
  });
}
