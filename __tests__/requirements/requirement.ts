import type { DeploymentProof } from "./deployment-proofs.ts";

/** `FR-001`: what the system does. `SC-001`: how one sees that it succeeded. */
export type RequirementId = `${"FR" | "SC"}-${string}`;

/** How a requirement stands. */
export type Standing =
  /** Tests of this project prove it: those whose names carry its id. */
  | { readonly kind: "tested"; readonly remainder?: DeploymentProof }
  /** Only a deployed system can show it. */
  | { readonly kind: "after deployment"; readonly proof: DeploymentProof }
  /** The system is built so, and no test says it. */
  | { readonly kind: "unproved"; readonly reason: string }
  /** Another requirement says the same, or says it better. */
  | { readonly kind: "said by"; readonly other: RequirementId }
  /** The part that it is about does not exist. */
  | { readonly kind: "not built"; readonly reason: string }
  /** It is not wanted here, or something else takes its place. */
  | { readonly kind: "not taken"; readonly reason: string };

export interface Requirement {
  readonly id: RequirementId;
  /** What has to hold, in one line. */
  readonly what: string;
  readonly standing: Standing;
}

/** Proved by tests; a remainder is what they cannot see and a deployment shows. */
export function tested(id: RequirementId, what: string, remainder?: DeploymentProof): Requirement {
  return { id, what, standing: { kind: "tested", ...(remainder && { remainder }) } };
}

export function afterDeployment(id: RequirementId, what: string, proof: DeploymentProof): Requirement {
  return { id, what, standing: { kind: "after deployment", proof } };
}

export function unproved(id: RequirementId, what: string, reason: string): Requirement {
  return { id, what, standing: { kind: "unproved", reason } };
}

export function saidBy(id: RequirementId, what: string, other: RequirementId): Requirement {
  return { id, what, standing: { kind: "said by", other } };
}

export function notBuilt(id: RequirementId, what: string, reason: string): Requirement {
  return { id, what, standing: { kind: "not built", reason } };
}

export function notTaken(id: RequirementId, what: string, reason: string): Requirement {
  return { id, what, standing: { kind: "not taken", reason } };
}
