import type { CheckedStack } from "../../guardrails/checked-stack.ts";
import { block, number, type Resource } from "../../guardrails/resource.ts";
import { billedFunctions } from "../billed-function.ts";
import { daysPerMonth, type ExpectedTraffic } from "../expected-traffic.ts";
import { invocationsOf } from "../invocations.ts";
import { platformBytesPerInvocation } from "../platform-lines.ts";
import type { PriceId } from "../prices.ts";

const bytesPerGigabyte = 1_000_000_000;

/**
 * Share of what is taken that is stored: CloudWatch compresses lines (gzip, level 6) and adds 26 bytes to each. A test
 * holds it against the lines that functions write.
 */
export const storedShare = 0.25;

/** Bytes of a value in an access log: request and trace ids, the longest that every line has. */
const bytesPerAccessLogValue = 36;

/** Bytes that come into a log group in a day, and days for which they stay. */
interface LogVolume {
  readonly bytesPerDay: number;
  readonly days: number;
}

export function logUsage(stack: CheckedStack, traffic: ExpectedTraffic): Readonly<Partial<Record<PriceId, number>>> {
  const volumes = [...functionVolumes(stack, traffic), ...accessLogVolumes(stack, traffic)];
  const sum = (of: (volume: LogVolume) => number) => volumes.reduce((total, volume) => total + of(volume), 0);
  return {
    logsTaken: sum(({ bytesPerDay }) => (bytesPerDay * daysPerMonth) / bytesPerGigabyte),
    logsStored: sum(({ bytesPerDay, days }) => (bytesPerDay * days * storedShare) / bytesPerGigabyte),
  };
}

function functionVolumes(stack: CheckedStack, traffic: ExpectedTraffic): readonly LogVolume[] {
  const { logBytesPerInvocation } = traffic;
  const most = Math.max(0, ...Object.values(logBytesPerInvocation));
  return billedFunctions(stack).map(({ contract, resource }) => {
    const { scheduled, expected } = invocationsOf(contract, traffic);
    const bytes = platformBytesPerInvocation + (logBytesPerInvocation[contract.name] ?? most);
    const group = stack.target(block(resource.body.logging_config).log_group);
    return { bytesPerDay: (scheduled + expected) * bytes, days: retentionDays(group) };
  });
}

/** As if every request came through the REST API: how many take a function's URL instead, nobody says. */
function accessLogVolumes(stack: CheckedStack, traffic: ExpectedTraffic): readonly LogVolume[] {
  const requests = billedFunctions(stack)
    .filter(({ contract }) => contract.triggers.some(({ kind }) => kind === "rest-api"))
    .reduce((sum, { contract }) => sum + invocationsOf(contract, traffic).expected, 0);
  return stack.of("aws_api_gateway_stage").flatMap(({ body }) => {
    const { destination_arn, format } = block(body.access_log_settings);
    if (typeof format !== "string") return [];
    const line = format.replaceAll(/\$context\.[\w.]+/g, "x".repeat(bytesPerAccessLogValue));
    return [{ bytesPerDay: requests * line.length, days: retentionDays(stack.target(destination_arn)) }];
  });
}

/** A group that nobody limits keeps everything; a bill ends with what ten years have gathered. */
function retentionDays(group: Resource | undefined): number {
  const days = number(group?.body.retention_in_days) ?? 0;
  return days === 0 ? 3_653 : days;
}
