import type { CheckedStack } from "../../guardrails/checked-stack.ts";
import { block, number } from "../../guardrails/resource.ts";
import { type BilledFunction, billedFunctions } from "../billed-function.ts";
import { daysPerMonth, type ExpectedTraffic, secondsPerDay } from "../expected-traffic.ts";
import { invocationsOf, takesRequests } from "../invocations.ts";
import type { PriceId } from "../prices.ts";
import { awsSampling, recordedPerSecond, type Sampling } from "../sampling.ts";

/** Name and type of what begins a trace, as sampling rules compare them. */
interface Root {
  readonly name: string;
  readonly type: string;
}

/**
 * Traces are paid for where they begin: with schedules and requests. A message continues its publisher's trace. A caller
 * that forces the traces of its requests is not foreseen here; alarms on volume and on the bill tell of it.
 */
export function traceUsage(stack: CheckedStack, traffic: ExpectedTraffic): Readonly<Partial<Record<PriceId, number>>> {
  const perSecond = billedFunctions(stack)
    .map((deployed) => recorded(deployed, stack, traffic))
    .reduce((sum, count) => sum + count, 0);
  const traces = perSecond * secondsPerDay * daysPerMonth;
  const hasInsights = stack
    .of("aws_xray_group")
    .some(({ body }) => block(body.insights_configuration).insights_enabled === true);
  // Insights are paid for once, however many groups look at a trace.
  return { traces, insightTraces: hasInsights ? traces : 0 };
}

function recorded({ contract, resource }: BilledFunction, stack: CheckedStack, traffic: ExpectedTraffic): number {
  const { scheduled, expected } = invocationsOf(contract, traffic);
  const begun = (scheduled + (takesRequests(contract) ? expected : 0)) / secondsPerDay;
  const name = stack.text(resource.body.function_name) ?? "";
  // Whether Lambda asks for rules or decides for itself AWS says in two ways: what records more is counted.
  const possible: readonly Sampling[] = [awsSampling, samplingOf({ name, type: "AWS::Lambda::Function" }, stack)];
  const hasApi = contract.triggers.some(({ kind }) => kind === "rest-api");
  const stages = hasApi ? apiStages(stack).map((stage) => samplingOf(stage, stack)) : [];
  return Math.max(...[...possible, ...stages].map((sampling) => recordedPerSecond(begun, sampling)));
}

function apiStages(stack: CheckedStack): readonly Root[] {
  return stack.of("aws_api_gateway_stage").map(({ body }) => ({
    name: `${stack.text(stack.target(body.rest_api_id)?.body.name) ?? ""}/${stack.text(body.stage_name) ?? ""}`,
    type: "AWS::ApiGateway::Stage",
  }));
}

/** The rule that is tried first of those that apply. */
function samplingOf(root: Root, stack: CheckedStack): Sampling {
  const [first] = stack
    .of("aws_xray_sampling_rule")
    .map(({ body }) => body)
    .filter(
      ({ service_name, service_type }) =>
        matches(stack.text(service_name) ?? "", root.name) && matches(stack.text(service_type) ?? "", root.type),
    )
    .sort((a, b) => (number(a.priority) ?? 0) - (number(b.priority) ?? 0));
  if (first === undefined) return awsSampling;
  return { reservoirSize: number(first.reservoir_size) ?? 0, fixedRate: number(first.fixed_rate) ?? 0 };
}

/** In a rule, `*` stands for any text and `?` for any character. */
function matches(pattern: string, text: string): boolean {
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`).test(text);
}
