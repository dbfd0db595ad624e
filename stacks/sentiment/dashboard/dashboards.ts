import type { LambdaContract } from "../../../lambdas/shared/contract/index.ts";
import type { AlarmRegister } from "../../../modules/alarms/register.ts";
import { compose } from "../../../modules/dashboard/compose.ts";
import type { DashboardDefinition } from "../../../modules/dashboard/dashboards.ts";
import { project, type Surroundings } from "../surroundings.ts";
import { dashboardSections } from "./sections.ts";

/** The dashboards of an environment: one, unless it has very many functions. */
export function sentimentDashboards(
  surroundings: Surroundings,
  contracts: readonly LambdaContract[],
  register: AlarmRegister,
): readonly DashboardDefinition[] {
  const { environment, naming } = surroundings;
  const { accountId, region, runbookUrl } = environment;
  const arnOf = (id: string) => `arn:aws:cloudwatch:${region}:${accountId}:alarm:${naming("CloudWatch alarm", id)}`;
  return compose({
    title: `${project}, ${environment.name}`,
    sections: dashboardSections(surroundings, contracts, register, arnOf),
    register,
    arnOf,
    nameOf: (part) => naming("CloudWatch dashboard", part),
    region,
    runbookUrl,
    queryPrefix: naming("CloudWatch Logs query", ""),
  });
}
