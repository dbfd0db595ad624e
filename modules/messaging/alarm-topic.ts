import { createHash } from "node:crypto";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic/index.js";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy/index.js";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription/index.js";
import { Construct } from "constructs";
import { refuseProblems } from "../problem.ts";
import { type NotifyingService, notificationSources } from "../security/notifying-services.ts";
import { policyDocument, type ResourcePolicyStatement } from "../security/policy-document.ts";

/** Somebody who is told. */
export interface Subscriber {
  readonly protocol: "email" | "https";
  readonly endpoint: string;
}

export interface AlarmTopicProps {
  readonly name: string;
  readonly keyArn: string;
  readonly accountId: string;
  readonly region: string;
  readonly subscribers: readonly Subscriber[];
  /** Services that may publish; the topic's key has to let them, too. */
  readonly notifiedBy: readonly NotifyingService[];
}

/** A topic that alarms, budgets and the like report to. */
export class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    this.arn = new SnsTopic(this, "topic", { name: props.name, kmsMasterKeyId: props.keyArn }).arn;
    const policy = new SnsTopicPolicy(this, "policy", {
      arn: this.arn,
      policy: policyDocument(publisherStatements(this.arn, props)),
    });
    checkDistinct(props.subscribers);
    for (const { protocol, endpoint } of props.subscribers) {
      // Identified by who is told, so that a new entry in the list does not move the others, but not by an address.
      const digest = createHash("sha256").update(endpoint).digest("hex").slice(0, 8);
      new SnsTopicSubscription(this, `${protocol}-${digest}`, {
        topicArn: this.arn,
        protocol,
        endpoint,
        dependsOn: [policy],
      });
    }
  }
}

function checkDistinct(subscribers: readonly Subscriber[]): void {
  const endpoints = subscribers.map(({ endpoint }) => endpoint);
  refuseProblems(
    endpoints
      .filter((endpoint, index) => endpoints.indexOf(endpoint) !== index)
      .map((endpoint) => ({
        place: "alarmSubscribers",
        found: `"${endpoint}" twice`,
        expected: "everybody once",
        remedy: "Remove one of the entries.",
      })),
  );
}

/** Each service publishes under its own name, and proves by the source that it does so for this account. */
function publisherStatements(topicArn: string, owner: AlarmTopicProps): readonly ResourcePolicyStatement[] {
  const sources = notificationSources(owner);
  return owner.notifiedBy.map((service) => ({
    Sid: `Allow${service.charAt(0).toUpperCase()}${service.slice(1)}`,
    Effect: "Allow",
    Principal: { Service: `${service}.amazonaws.com` },
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: {
      StringEquals: { "aws:SourceAccount": owner.accountId },
      ...(sources[service] === undefined ? {} : { ArnLike: { "aws:SourceArn": sources[service] } }),
    },
  }));
}
