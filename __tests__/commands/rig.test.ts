import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCommand } from "../helpers/run-command.ts";
import { urlEvent } from "../helpers/streaming-runtime.ts";
import { temporaryFolder, writeFiles } from "../helpers/temporary-project.ts";

const seconds = 1000;
const command = "commands/rig.ts";

/** Path of a file with this content. */
function eventFile(content: string): string {
  const folder = temporaryFolder();
  writeFiles(folder, { "event.json": content });
  return join(folder, "event.json");
}

it("explains itself", () => {
  const { code, stdout } = runCommand([command, "--help"]);

  expect(code).toBe(0);
  expect(stdout).toContain("Usage: npm run rig -- <function> ");
});

describe("called wrongly, it says in one line what is wrong, and runs nothing", () => {
  const known = "Known: analysis, dashboard, ingestion, metrics, notification, sse-streaming.\n";

  it.each<[readonly string[], number, string]>([
    [[], 2, `The function is missing. ${known}`],
    [["ingestin"], 2, `Unknown function ingestin. Did you mean ingestion? ${known}`],
    [["metrics", "--client", "5"], 2, "Unknown client 5. Did you mean 3? Known: 3, 4.\n"],
    [["metrics", "--variable", "ITEMS_TABLE"], 2, "--variable ITEMS_TABLE is not NAME=value.\n"],
    [
      ["metrics", "--variable", "ITEM_TABLE=a"],
      2,
      "Unknown variable ITEM_TABLE. Did you mean ITEMS_TABLE? Known: ITEMS_TABLE, STUCK_AFTER_MINUTES.\n",
    ],
    [
      ["metrics", "--event", "nowhere.json"],
      1,
      "--event nowhere.json: found no such file, expected a file that holds the event as JSON. Paths start at the project's folder.\n",
    ],
  ])("%j", (args, code, message) => {
    const result = runCommand([command, ...args]);

    expect(result).toEqual({ code, stdout: "", stderr: message });
  });

  it("an event that is not JSON", () => {
    const file = eventFile('{"half":');

    const { code, stdout, stderr } = runCommand([command, "metrics", "--event", file]);

    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^--event .+event\.json: found no JSON \(.+\), expected .+\n$/);
  });
});

it("shows answer, logs, metrics and calls", { timeout: 30 * seconds }, () => {
  const { code, stdout, stderr } = runCommand([command, "metrics", "--variable", "STUCK_AFTER_MINUTES=7"]);

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^metrics under aws-lambda-ric 4\.0\.2: answered after \d+ ms, start included\n/);
  expect(stdout).toContain('\n  "stuck_after_minutes": 7\n');
  expect(stdout).toContain("\nINFO  stuck items counted  stuck_items=0 stuck_after_minutes=7\n");
  expect(stdout).toMatch(/^EmissionHeartbeat +1 +Count +SentimentAnalyzer +Environment=rig$/m);
  expect(stdout).toMatch(/^DynamoDB +Query +test-sentiment-items by_status$/m);
  expect(stdout).toMatch(/^query_stuck_items +0 ms +\d+ ms +item_count=0 query_duration_ms=\d+\n {2}DynamoDB Query /m);
});

it("shows head and body of a streamed answer", { timeout: 30 * seconds }, () => {
  const file = eventFile(JSON.stringify(urlEvent("/health")));

  const { stdout } = runCommand([command, "sse-streaming", "--client", "3", "--event", file]);

  expect(stdout).toMatch(/^sse-streaming under aws-lambda-ric 3\.3\.0: answered /);
  expect(stdout).toContain('\n  "statusCode": 200,\n');
  expect(stdout).toContain('\n  "status": "healthy",\n');
  expect(stdout).toContain("\nno metrics\n");
});

it("--html writes a page with the trace of a stream", { timeout: 30 * seconds }, () => {
  const event = eventFile(JSON.stringify(urlEvent("/api/v2/stream")));
  const page = join(temporaryFolder(), "trace.html");

  const { code } = runCommand([
    command,
    "sse-streaming",
    ...["--event", event, "--html", page, "--variable", "SSE_STREAM_LIFETIME_SECONDS=1"],
  ]);

  const markup = readFileSync(page, "utf8");
  expect(code).toBe(0);
  expect([...markup.matchAll(/<span class="depth depth-\d+">([^<]+)</g)].map(([, title]) => title)).toEqual([
    "sse_stream",
    "dynamodb_poll",
    "DynamoDB Query test-sentiment-items",
    "sse_event_dispatch",
  ]);
});

it("--json is for scripts; a function that fails is exit code 1", { timeout: 30 * seconds }, () => {
  const { code, stdout } = runCommand([command, "metrics", "--variable", "STUCK_AFTER_MINUTES=x", "--json"]);

  const report = JSON.parse(stdout);
  expect(code).toBe(1);
  expect(report).toMatchObject({
    function: "metrics",
    client: "aws-lambda-ric 4.0.2",
    outcome: { kind: "error", phase: "init", error: { errorType: "ConfigurationError" } },
    metrics: [],
    calls: [],
  });
});
