/** Fields that CloudWatch Logs Insights adds to every line ("Supported logs and discovered fields"). */
const systemFields = ["@timestamp", "@message", "@log", "@logStream", "@ingestionTime"];

/** Words of the language, and its functions, that the project's queries use. */
const words = new Set(
  "and or not like in by as asc desc ispresent count max min avg sum pct bin filter fields stats sort limit".split(" "),
);

/**
 * Fields of log lines that a query names, names given by `as` and fields of the system left out.
 *
 * @throws where a command is not one that this reader knows.
 */
export function fieldsOfQuery(query: string): readonly string[] {
  const text = query
    .replaceAll(/^#.*$/gm, "")
    .replaceAll(/"[^"]*"/g, '""')
    .replaceAll(/\/[^/]*\//g, '""');
  const commands = text.split("|").map((command) => command.trim());
  for (const command of commands) {
    if (!/^(filter|fields|stats|sort|limit) /.test(command)) throw new Error(`not understood: ${command}`);
  }
  const aliases = new Set([...text.matchAll(/\bas (\w+)/g)].map(([, alias]) => alias));
  const names = [...text.matchAll(/(?<![\w.])@?[A-Za-z_][\w.]*/g)].map(([name]) => name);
  return [...new Set(names)].filter((name) => !words.has(name) && !aliases.has(name) && !systemFields.includes(name));
}

/** Names of all fields of a line of JSON, inner ones after a dot: as Logs Insights discovers them. */
export function fieldsOfLine(line: string): readonly string[] {
  const collect = (value: unknown, path: string): readonly string[] => {
    if (typeof value !== "object" || value === null) return [path];
    return Object.entries(value).flatMap(([key, inner]) => collect(inner, path === "" ? key : `${path}.${key}`));
  };
  return collect(JSON.parse(line), "");
}
