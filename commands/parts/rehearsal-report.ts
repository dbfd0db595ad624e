import { problemLine } from "../../modules/problem.ts";
import type { PhaseRow, RehearsalReport } from "../../rehearsal/report.ts";
import type { GrantRemoval } from "../../rehearsal/run/grant-removal.ts";
import type { RunReport } from "../../rehearsal/run/run-report.ts";
import type { UsedPermissions } from "../../rehearsal/run/used-permissions.ts";
import { table } from "./table.ts";

/** The report of a rehearsal for a reader. */
export function rehearsalReportText(report: RehearsalReport): string {
  const { phases, stacks, calls, notRehearsed, problems, provider } = report;
  return [
    ...table(
      ["phase", "stack", "time", "outcome"],
      [
        ...phases.map(({ phase, stack, seconds, outcome }) => [phase, stack ?? "", secondsText(seconds), outcome]),
        ["together", "", secondsText(wholeSeconds(phases)), ""],
      ],
    ),
    "",
    ...stacks.flatMap(({ name, waits }) =>
      waits.length === 0
        ? []
        : [
            ...table(
              [`what the provider waits for in ${name}`, "resources", "longest"],
              waits.map(({ kind, resources, longestSeconds }) => [kind, String(resources), `${longestSeconds} s`]),
            ),
            "",
          ],
    ),
    ...stacks.flatMap(({ name, run }) => (run === undefined ? [] : runLines(name, run))),
    ...(notRehearsed.length === 0
      ? []
      : [
          ...table(
            ["not rehearsed", "because"],
            notRehearsed.map(({ what, why }) => [what, why]),
          ),
          "",
        ]),
    ...(calls === undefined
      ? []
      : [
          `${calls.calls} calls: ${calls.byEmulator} answered by the emulator, ${calls.amended} amended, ${calls.bySupplement} answered by the supplement, ${calls.unknown.length} operations unknown`,
        ]),
    `AWS provider ${provider.version}${provider.older ? ", older than what is deployed with" : ""}`,
    ...(problems.length === 0
      ? [`No problem: ${stacks.map(({ name, resources }) => `${name} (${resources} resources)`).join(", ")}`]
      : ["", ...problems.map(problemLine), "", `${problems.length} problems`]),
  ].join("\n");
}

/** What came of running what was deployed. */
function runLines(stack: string, { permissions, probes, alarms, removals }: RunReport): readonly string[] {
  return [
    ...permissionTable(stack, permissions),
    `${probes.reduce((sum, { tried }) => sum + tried, 0)} calls tried that were not granted, ${probes.reduce((sum, { carriedOut }) => sum + carriedOut.length, 0)} of them carried out`,
    `${alarms.alarms} alarms of ${stack} evaluated: ${alarms.inHealth.join(", ") || "none"} went off in health; in a fault ${alarms.inFault.join(", ") || "none"}`,
    "",
    ...removalTable(stack, removals),
  ];
}

/** From the beginning of the first phase to the end of the last one; stacks are worked on at the same time. */
function wholeSeconds(phases: readonly PhaseRow[]): number {
  const begun = Math.min(...phases.map(({ endedAt, seconds }) => endedAt - seconds));
  return Math.max(...phases.map(({ endedAt }) => endedAt)) - begun;
}

function secondsText(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}

/** What each role was granted, and what of it was needed while the functions ran. */
function permissionTable(stack: string, { grants, denied }: UsedPermissions): readonly string[] {
  const roles = [...new Set(grants.map(({ role }) => role))];
  const rows = roles.map((role) => {
    const own = grants.filter((grant) => grant.role === role);
    const count = (fits: (grant: (typeof own)[number]) => boolean) => own.filter(fits).length;
    return [
      role.split("/").at(-1) ?? role,
      own.length,
      count(({ uses }) => uses > 0),
      count(({ uses, leftTo }) => uses === 0 && leftTo !== undefined),
      denied.filter((each) => each.role === role).length,
    ];
  });
  const reasons = [
    ...new Set(grants.flatMap(({ uses, leftTo }) => (uses === 0 && leftTo !== undefined ? [leftTo] : []))),
  ];
  return [...table([`roles of ${stack}`, "grants", "used", "not the code's", "denied"], rows), ...reasons, ""];
}

/** What happened without each grant. */
function removalTable(stack: string, removals: readonly GrantRemoval[]): readonly string[] {
  if (removals.length === 0) return [];
  const rows = removals.map(({ grant: { role, action, resource }, denial, noticed }) => [
    role.split("/").at(-1) ?? role,
    action,
    resource.split(":").slice(5).join(":"),
    denial === undefined ? "nothing denied" : (noticed ?? "denied, and nobody notices"),
  ]);
  return [...table([`roles of ${stack}, without`, "action", "resource", "what happens"], rows), ""];
}
