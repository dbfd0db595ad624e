import { writeFileSync } from "node:fs";
import type { Invocation } from "../__tests__/rig/invocation.ts";
import { packagedFunctions } from "../__tests__/rig/packaged-function.ts";
import { type Rig, startRig } from "../__tests__/rig/rig.ts";
import { runtimeClients } from "../__tests__/rig/runtime-clients.ts";
import { captureTrace } from "../__tests__/rig/trace/captured-trace.ts";
import { newTraceHeader, readTraceHeader } from "../__tests__/rig/trace/trace-header.ts";
import type { LambdaContract } from "../lambdas/shared/contract/index.ts";
import { functionsOf } from "../modules/synthesis/stack-definition.ts";
import { type Arguments, checkKnown, readArguments, type Usage, UsageError } from "./parts/arguments.ts";
import { readEventFile } from "./parts/event-file.ts";
import { jsonOption } from "./parts/options.ts";
import { project } from "./parts/project.ts";
import { endText, rigReport, rigReportText, succeeded } from "./parts/rig-report.ts";
import { runCommand } from "./parts/run-command.ts";
import { tracePage } from "./parts/trace-page.ts";

const functions = functionsOf(project.definitions);

const usage: Usage = {
  call: "npm run rig -- <function> [--event <file>] [--client <version>] [--variable <NAME=value>] [--html <file>] [--json]",
  purpose:
    "Runs a packaged function once under the real Lambda runtime client. AWS and all other addresses are an empty stand-in on this host.",
  options: {
    event: { type: "string", description: "JSON file with the event. Default: an empty object." },
    client: { type: "string", description: "Major version of the runtime client, 3 or 4. Default: 4." },
    variable: {
      type: "string",
      multiple: true,
      description: "NAME=value for a variable of the contract; may be repeated.",
    },
    html: { type: "string", description: "File for a page that shows the trace as a waterfall. Default: none." },
    json: jsonOption,
  },
  positionals: [{ kind: "function", known: functions.map(({ functionName }) => functionName) }],
};

await runCommand(async () => {
  const args = readArguments(usage, process.argv.slice(2));
  if (args === undefined) return;
  const client = clientOf(args);
  const [name] = args.positionals;
  const chosen = functions.filter(({ functionName }) => functionName === name);
  const variables = variablesOf(args, chosen);
  const [file] = args.values("event");
  const event = file === undefined ? {} : readEventFile(file);
  for (const { contract, zip } of await packagedFunctions(project.root, chosen)) {
    const began = performance.now();
    const rig = await startRig({ root: project.root, contract, zip, client, variables, settings: addresses(contract) });
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void rig.stop());
    const traceHeader = newTraceHeader({ isSampled: true });
    const { outcome, ended } = await endOf(rig, { event, traceHeader }).finally(() => rig.stop());
    const run = { function: contract.name, client: client.name, milliseconds: Math.round(ended - began) };
    const trace = captureTrace(rig.nodes(), readTraceHeader(traceHeader));
    const props = { ...run, outcome, output: rig.output(), calls: rig.aws.calls, trace };
    const report = rigReport(props);
    console.log(args.has("json") ? JSON.stringify(report, null, 2) : rigReportText(report, props));
    for (const page of args.values("html")) writeFileSync(page, tracePage({ ...run, end: endText(outcome), trace }));
    if (!succeeded(outcome)) process.exitCode = 1;
  }
});

/** How an invocation ends, and when. What the function sends after its answer is waited for: Lambda freezes it later. */
async function endOf(rig: Rig, invocation: Invocation) {
  const outcome = await rig.invoke(invocation);
  const ended = performance.now();
  await rig.idle();
  return { outcome, ended };
}

function clientOf(args: Arguments) {
  const [version = "4"] = args.values("client");
  checkKnown("client", version, Object.keys(runtimeClients));
  return runtimeClients[version as keyof typeof runtimeClients];
}

/** Variables that are given by hand. Only those of the contract: a misspelt one would have no effect. */
function variablesOf(args: Arguments, chosen: typeof functions): Readonly<Record<string, string>> {
  const known = chosen.flatMap(({ contract }) => Object.keys({ ...contract.reaches, ...contract.settings }));
  return Object.fromEntries(
    args.values("variable").map((given) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(given) ?? [];
      if (name === undefined || value === undefined) throw new UsageError(`--variable ${given} is not NAME=value.`);
      checkKnown("variable", name, known);
      return [name, value];
    }),
  );
}

/** Gives every address that is a setting to the stand-in, so that a run by hand calls nobody outside. */
function addresses({ settings }: LambdaContract) {
  const names = Object.entries(settings).flatMap(([name, { type }]) => (type === "url" ? [name] : []));
  return (standIn: string) => Object.fromEntries(names.map((name) => [name, standIn]));
}
