import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { sendgridSecret } from "../../lambdas/shared/sentiment/secrets.ts";
import type { SettingValues } from "../../modules/functions/environment-variables.ts";
import { type NewsServer, startNewsServer } from "../lambdas/ingestion/news-server.ts";
import { type SendgridServer, startSendgridServer } from "../lambdas/notification/sendgrid-server.ts";
import type { AwsAnswer } from "../rig/aws-answer.ts";
import type { AwsCall } from "../rig/aws-call.ts";
import { openAwsEndpoint } from "../rig/aws-endpoint.ts";
import type { Outcome } from "../rig/invocation.ts";
import type { PackagedContract } from "../rig/packaged-function.ts";
import { type AccountContent, accountContent } from "./account-content.ts";
import type { AwsBackend } from "./aws-backend.ts";
import { type FaultyAws, faultyAws } from "./faulty-aws.ts";
import { type FunctionPool, functionPool, type Logged } from "./function-pool.ts";
import { hasSucceeded, type Platform, platform, poolOf } from "./platform.ts";
import { random } from "./random.ts";
import { type RunnableFunction, runnableFunction, settingsOf } from "./runnable-function.ts";
import { secretField } from "./secret-values.ts";
import { type StandInNews, standInNews } from "./stand-in-news.ts";
import { contractTriggers, type Triggers } from "./triggers.ts";
import { type WorldClock, worldClock } from "./world-clock.ts";

/** Everything that a deployed system lives in, on this host: its functions as processes, and all that they call. */
export interface World {
  readonly clock: WorldClock;
  readonly backend: AwsBackend;
  readonly aws: FaultyAws;
  readonly platform: Platform;
  readonly news: StandInNews;
  readonly newsServer: NewsServer;
  readonly mails: SendgridServer;
  /** Invokes a function and waits for its answer, whether anything in the world would do so or not. */
  invoke(functionName: string, event: unknown): Promise<Outcome>;
  /**
   * Lets the time of a function's schedule come. Resolves when the function succeeded (true) or its event became a dead
   * letter; rejects where no schedule runs it.
   */
  schedule(functionName: string): Promise<boolean>;
  /** Sends a request to a function and waits for its answer; rejects where such requests do not reach it. */
  request(functionName: string, event: unknown): Promise<Outcome>;
  /** Writes a row into a table, whose name is the one in the contracts. */
  put(table: string, row: Readonly<Record<string, unknown>>): Promise<void>;
  /** All rows of a table. */
  rows(table: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Everything that functions have written since the last time that somebody took it. */
  takeOutput(): string;
  /** Everything that functions have written until now, taken or not. */
  written(): string;
  /** What a function has logged until now. */
  logged(functionName: string): Logged;
  /** Processes that were started until now. */
  processes(): number;
  close(): Promise<void>;
}

/** Makes the account of a world, from what its functions reach. */
export type OpenBackend = (content: AccountContent) => Promise<AwsBackend>;

export interface WorldProps {
  readonly functions: readonly PackagedContract[];
  readonly openBackend: OpenBackend;
  /** How many times as fast as on this host time passes. */
  readonly rate: number;
  /** Values of settings, by function. */
  readonly settings?: Readonly<Record<string, SettingValues>>;
  /** Variables of a function that are different from what the rig gives. Default: none. */
  readonly variables?: (contract: LambdaContract) => Readonly<Record<string, string>>;
  /** What a function is told whose role may not make a call. Default: every call may be made. */
  readonly refuse?: (functionName: string, call: AwsCall) => Promise<AwsAnswer | undefined>;
}

/** Public address of the web application. */
export const webApplication = "https://app.example.com";

/** Functions that may run more than once at a time, where more are allowed: as many as this host has room for. */
const mostConcurrent = 2;

/** Every world begins on this Monday, and only moves on. */
const beginning = Date.parse("2026-01-05T00:00:00.000Z");

/** Where the functions of a world find the servers of others, by variable. */
export type Addresses = Readonly<Record<"TIINGO_URL" | "FINNHUB_URL" | "SENDGRID_URL", string>>;

export interface WorldParts {
  readonly backend: AwsBackend;
  readonly functions: (addresses: Addresses) => readonly RunnableFunction[];
  readonly triggers: Triggers;
  /** What the names of all tables begin with. */
  readonly tablePrefix: string;
  readonly rate: number;
  readonly refuse: NonNullable<WorldProps["refuse"]>;
  /** Told after each invocation. Default: nobody is. */
  readonly onInvoked?: (invoked: Invoked) => void;
}

/** An invocation that has ended. */
export interface Invoked {
  /** Name in the function's contract. */
  readonly name: string;
  /** When it began, epoch milliseconds of the world. */
  readonly at: number;
  /** Milliseconds of the world. */
  readonly milliseconds: number;
  /** What the function ended with; undefined where it gave a whole answer. */
  readonly failure: string | undefined;
}

/** Opens a world. Its account is empty. */
export async function openWorld({
  functions,
  openBackend,
  rate,
  settings = {},
  variables,
  refuse = async () => undefined,
}: WorldProps): Promise<World> {
  const contracts = functions.map(({ contract }) => contract);
  return worldOf({
    backend: await openBackend(accountContent(contracts)),
    triggers: contractTriggers(contracts),
    tablePrefix: "test-sentiment-",
    rate,
    refuse,
    functions: (addresses) =>
      functions.map((packaged) => {
        const { contract } = packaged;
        const given = { ...addresses, DASHBOARD_URL: webApplication, ...settings[contract.name] };
        return runnableFunction(packaged, settingsOf(contract, given), variables?.(contract) ?? {});
      }),
  });
}

/** Puts a world together around an account; closing it closes the account. */
export async function worldOf(parts: WorldParts): Promise<World> {
  const { backend, functions, triggers, tablePrefix, rate } = parts;
  const clock = worldClock(beginning, rate);
  const [newsServer, mails] = await Promise.all([
    startNewsServer(),
    startSendgridServer(secretField(sendgridSecret, "api_key")),
  ]);
  const aws = faultyAws(backend, (message) => world.platform.deliver(message));
  const addresses = {
    TIINGO_URL: newsServer.origin,
    FINNHUB_URL: `${newsServer.origin}/api/v1`,
    SENDGRID_URL: mails.origin,
  };
  const pools = new Map(functions(addresses).map((each) => [each.name, poolFor(each, parts, aws, clock)]));
  const own = await ownAccess(backend, tablePrefix);
  const world: World = {
    clock,
    backend,
    aws,
    platform: platform({ triggers, pools, clock, order: random(1) }),
    news: standInNews(newsServer),
    newsServer,
    mails,
    invoke: (functionName, event) => poolOf(pools, functionName).invoke(event),
    ...firing(triggers, clock, () => world),
    put: own.put,
    rows: (table) => backend.rows(`${tablePrefix}${table}`),
    takeOutput: () => [...pools.values()].map((pool) => pool.takeOutput()).join(""),
    written: () => [...pools.values()].map((pool) => pool.logged().text).join(""),
    logged: (functionName) => poolOf(pools, functionName).logged(),
    processes: () => [...pools.values()].reduce((sum, pool) => sum + pool.started(), 0),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
      await Promise.all([own.close(), newsServer.close(), mails.close(), backend.close()]);
      clock.remove();
    },
  };
  return world;
}

/** The processes of a function, whose calls are judged and then answered by the account. */
function poolFor(
  runnable: RunnableFunction,
  { refuse, onInvoked = () => undefined }: WorldParts,
  aws: FaultyAws,
  clock: WorldClock,
): FunctionPool {
  const { name, reservedConcurrency } = runnable;
  const pool = functionPool({
    runnable,
    concurrency: Math.min(mostConcurrent, reservedConcurrency),
    clock,
    answer: async (call, caller) => (await refuse(name, call)) ?? aws.answer(name, call, caller),
  });
  return {
    ...pool,
    async invoke(event) {
      const at = clock.now();
      const outcome = await pool.invoke(event);
      onInvoked({ name, at, milliseconds: clock.now() - at, failure: failureText(outcome) });
      return outcome;
    },
  };
}

/** How an invocation failed, for a reader; undefined where it gave a whole answer. */
function failureText(outcome: Outcome): string | undefined {
  if (hasSucceeded(outcome)) return undefined;
  if (outcome.kind === "error") return `${outcome.error.errorType}: ${outcome.error.errorMessage}`;
  return outcome.kind === "response" ? `${outcome.failure?.errorType}: ${outcome.failure?.errorMessage}` : outcome.kind;
}

/** How schedules and requests reach functions: only by what makes them run. */
function firing(triggers: Triggers, clock: WorldClock, world: () => World): Pick<World, "schedule" | "request"> {
  return {
    async schedule(functionName) {
      const events = triggers.scheduledEvents(functionName, clock.now());
      if (events.length === 0) throw new Error(`No schedule runs ${functionName}`);
      const succeeded = await Promise.all(events.map((event) => world().platform.invoke(functionName, event)));
      return succeeded.every(Boolean);
    },
    async request(functionName, event) {
      const door = triggers.doorFor(functionName, event);
      if (door === undefined) throw new Error(`No such request reaches ${functionName}`);
      const outcome = await world().invoke(functionName, event);
      if (door === "whole" && outcome.kind === "response" && outcome.streamed)
        throw new Error(`${functionName} streams, and nobody reads it as a stream`);
      return outcome;
    },
  };
}

/** The driver's own way to the tables: nothing goes wrong on it. */
async function ownAccess(backend: AwsBackend, tablePrefix: string) {
  const endpoint = await openAwsEndpoint((call) => backend.answer(call));
  const credentials = { accessKeyId: "rig", secretAccessKey: "rig" };
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: endpoint.url, region: "us-east-1", credentials }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  return {
    async put(table: string, row: Readonly<Record<string, unknown>>) {
      await client.send(new PutCommand({ TableName: `${tablePrefix}${table}`, Item: { ...row } }));
    },
    async close() {
      client.destroy();
      await endpoint.close();
    },
  };
}
