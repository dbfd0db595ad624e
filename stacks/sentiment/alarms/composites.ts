import type { CompositeDeclaration } from "../../../modules/alarms/composites.ts";

const silentFailures: CompositeDeclaration = {
  id: "silent-failures",
  title: "Any survived failure",
  severity: "critical",
  meaning: "A function carries on after something failed, so that nothing else shows it.",
  runbook: "silent-failures",
  requirements: ["FR-134"],
  isMember: ({ kind }) => kind === "silent-failures",
};

/** What sums up alarms, in the order in which one needs the other. */
export const sentimentComposites: readonly CompositeDeclaration[] = [
  silentFailures,
  {
    id: "critical",
    title: "Any critical alarm",
    severity: "critical",
    meaning: "At least one critical alarm is on; its own message says which and what to do.",
    runbook: "critical",
    requirements: ["FR-129"],
    isMember: ({ severity }) => severity === "critical",
    composites: [silentFailures.id],
  },
];
