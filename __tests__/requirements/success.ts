import { deploymentProofs } from "./deployment-proofs.ts";
import { noCanary, noFrontEnd } from "./missing-parts.ts";
import { notBuilt, type Requirement, tested } from "./requirement.ts";

/** How one sees that it works: SC-001 to SC-026. */
export const successCriteria: readonly Requirement[] = [
  tested(
    "SC-001",
    "All parts of a request are in one trace, each below its own parent.",
    deploymentProofs.hopThroughTopic,
  ),
  tested("SC-002", "Looking for faults finds the operation that failed, and no other."),
  tested("SC-003", "Every function's calls to AWS are in its trace."),
  tested("SC-004", "All seven survived failures are faults in their traces."),
  tested("SC-005", "What streams annotate can be searched for: written by the code and indexed by the collector."),
  tested("SC-006", "There are no ids of correlation of our own."),
  notBuilt("SC-007", "The canary notices within two of its runs that traces do not arrive.", noCanary),
  tested("SC-008", "Ingestion and analysis are in one trace.", deploymentProofs.hopThroughTopic),
  tested("SC-009", "No second mechanism follows requests."),
  tested("SC-010", "Nothing of a stream is lost or stands alone in its trace."),
  tested("SC-011", "A mail shows with status and duration."),
  tested("SC-012", "Calls are traced by one mechanism, and once."),
  tested("SC-013", "Faults in traces are counted in CloudWatch and watched.", deploymentProofs.groupMetric),
  notBuilt("SC-014", "The canary notices when a part of its traces is missing.", noCanary),
  notBuilt("SC-015", "The browser's client streams, connects again and sends the trace header.", noFrontEnd),
  tested("SC-016", "X-Ray's bill has its three alarms.", deploymentProofs.billOfXRay),
  tested("SC-017", "All functions have alarms on errors and latency."),
  tested("SC-018", "All metrics of the system's own have alarms."),
  tested(
    "SC-019",
    "A survived failure shows in the trace and in a metric, and in the metric alone where it is not sampled.",
  ),
  tested("SC-020", "A session can be followed over its connections."),
  notBuilt("SC-021", "The canary watches X-Ray and CloudWatch, and reports past them.", noCanary),
  tested("SC-022", "The dashboard shows all alarms."),
  tested("SC-023", "What a stream does is in the trace of its invocation, and in none where it is not sampled."),
  tested("SC-024", "Everything is delivered before the function is frozen."),
  tested("SC-025", "No document of a trace is larger than X-Ray takes."),
  tested("SC-026", "Warm invocations have their own traces."),
];
