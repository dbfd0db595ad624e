import type { LambdaContract, Reach, Trigger } from "../../../lambdas/shared/contract/index.ts";

/** What a node of the picture stands for. */
export type NodeKind =
  | "function"
  | "schedule"
  | "rest-api"
  | "function-url"
  | "topic"
  | "table"
  | "queue"
  | "secret"
  | "address";

export interface TopologyNode {
  /** Letters, digits and hyphens: kind and name. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: string;
  /** What it is, in a few words. */
  readonly detail: string;
}

/** What an arrow means: who calls whom, who publishes, who reads or writes, who only knows an address. */
export type Verb = "invokes" | "publishes" | "uses" | "knows";

export interface TopologyEdge {
  /** Id of the node that acts. */
  readonly from: string;
  readonly to: string;
  readonly verb: Verb;
  /** IAM actions with what they are granted on, or what the arrow carries. */
  readonly meaning: string;
}

/** Who calls whom, and with what. */
export interface Topology {
  /** Each once; functions in the order of their contracts. */
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
}

interface Link {
  readonly node: TopologyNode;
  readonly edge: TopologyEdge;
}

/** Everything that contracts say about who calls whom. */
export function topologyOf(contracts: readonly LambdaContract[]): Topology {
  const functions = contracts.map(functionNode);
  const links = contracts.flatMap((contract) => [
    ...contract.triggers.map((trigger) => triggerLink(contract, trigger)),
    ...Object.entries(contract.reaches).map(([variable, reach]) => reachLink(contract, variable, reach)),
    ...deadLetterLinks(contract),
    ...addressLinks(contract),
  ]);
  const nodes = [...functions, ...links.map(({ node }) => node)];
  return {
    nodes: [...new Map(nodes.map((node) => [node.id, node])).values()],
    edges: links.map(({ edge }) => edge),
  };
}

function functionNode({ name, timeoutSeconds, memoryMegabytes }: LambdaContract): TopologyNode {
  return node("function", name, `${memoryMegabytes} MB, at most ${timeoutSeconds} s`);
}

function triggerLink(contract: LambdaContract, trigger: Trigger): Link {
  const invoked = functionNode(contract);
  const link = (source: TopologyNode, meaning: string): Link => ({
    node: source,
    edge: { from: source.id, to: invoked.id, verb: "invokes", meaning },
  });
  switch (trigger.kind) {
    case "schedule":
      return link(scheduleNode(trigger.expression), `invokes on schedule ${trigger.expression}`);
    case "topic":
      return link(topicNode(trigger.topic.name), "invokes with every message");
    case "rest-api":
      return link(node("rest-api", "REST API", "API Gateway"), "invokes with every request");
    case "function-url":
      return link(urlNode(contract.name), `invokes with every request, ${trigger.invokeMode}`);
  }
}

function reachLink(contract: LambdaContract, variable: string, reach: Reach): Link {
  const { id } = functionNode(contract);
  const link = (target: TopologyNode, verb: Verb, meaning: string): Link => ({
    node: target,
    edge: { from: id, to: target.id, verb, meaning },
  });
  switch (reach.kind) {
    case "table": {
      const indexes = reach.queriedIndexes.map((index) => `dynamodb:Query on index ${index}`);
      return link(node("table", reach.table.name, "table"), "uses", [...reach.actions, ...indexes].join(", "));
    }
    case "topic":
      return link(topicNode(reach.topic.name), "publishes", reach.actions.join(", "));
    case "secret":
      return link(node("secret", reach.secret.name, "secret"), "uses", reach.actions.join(", "));
    case "function-url":
      return link(urlNode(reach.functionName), "knows", `knows the address as ${variable}`);
  }
}

function deadLetterLinks(contract: LambdaContract): readonly Link[] {
  if (contract.deadLetterQueue === undefined) return [];
  const queue = node("queue", contract.deadLetterQueue.name, "dead-letter queue");
  const meaning = "sqs:SendMessage, for events that failed in every attempt";
  return [{ node: queue, edge: { from: functionNode(contract).id, to: queue.id, verb: "publishes", meaning } }];
}

/** Addresses are settings: a function knows them, and what it does with them is not part of its contract. */
function addressLinks(contract: LambdaContract): readonly Link[] {
  return Object.entries(contract.settings).flatMap(([variable, setting]): readonly Link[] => {
    if (setting.type !== "url") return [];
    const address = node("address", variable, "address from the settings");
    const edge = { from: functionNode(contract).id, to: address.id, verb: "knows", meaning: setting.meaning } as const;
    return [{ node: address, edge }];
  });
}

function topicNode(name: string): TopologyNode {
  return node("topic", name, "topic");
}

function scheduleNode(expression: string): TopologyNode {
  return node("schedule", expression, "schedule");
}

function urlNode(functionName: string): TopologyNode {
  return node("function-url", functionName, "function URL");
}

function node(kind: NodeKind, label: string, detail: string): TopologyNode {
  return { id: `${kind}-${label.replace(/[^A-Za-z0-9]+/g, "-")}`, kind, label, detail };
}
