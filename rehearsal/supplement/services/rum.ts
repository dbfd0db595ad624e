import { randomUUID } from "node:crypto";
import { type Answer, json, serviceError } from "../answer.ts";
import { type Call, jsonOf } from "../call.ts";
import type { ServiceSupplement } from "../service-supplement.ts";
import { tagList, tagStore } from "../tags.ts";

type Monitor = Readonly<Record<string, unknown>> & { readonly Name: string };

/**
 * App monitors of CloudWatch RUM, which the emulator does not have.
 * https://docs.aws.amazon.com/cloudwatchrum/latest/APIReference/API_Operations.html
 */
export const rum: ServiceSupplement = ({ accountId }) => {
  const monitors = new Map<string, Monitor>();
  const tags = tagStore();
  const arnOf = ({ region }: Call, name: string) => `arn:aws:rum:${region}:${accountId}:appmonitor/${name}`;
  const withMonitor = (call: Call, name: string, answer: (monitor: Monitor) => Answer) => {
    const monitor = monitors.get(name);
    return monitor === undefined
      ? serviceError(call, 404, "ResourceNotFoundException", `There is no app monitor ${name}`)
      : answer(monitor);
  };
  return {
    "POST /appmonitor": (call) => {
      const { Tags, ...input } = jsonOf(call);
      const name = String(input.Name);
      if (monitors.has(name)) return serviceError(call, 409, "ConflictException", `There is an app monitor ${name}`);
      const monitor = { Id: randomUUID(), State: "CREATED", Platform: "Web", ...monitorOf(input), Name: name };
      monitors.set(name, monitor);
      tags.add(arnOf(call, name), tagList(Tags));
      return json({ Id: monitor.Id });
    },
    "GET /appmonitor/*": (call, [name = ""]) =>
      withMonitor(call, name, (monitor) => json({ AppMonitor: { ...monitor, Tags: tags.values(arnOf(call, name)) } })),
    "PATCH /appmonitor/*": (call, [name = ""]) =>
      withMonitor(call, name, (monitor) => {
        monitors.set(name, { ...monitor, ...monitorOf(jsonOf(call)), Name: name });
        return json({});
      }),
    "DELETE /appmonitor/*": (call, [name = ""]) =>
      withMonitor(call, name, () => {
        monitors.delete(name);
        tags.forget(arnOf(call, name));
        return json({});
      }),
    "GET /tags/**": (_, [arn = ""]) => json({ ResourceArn: arn, Tags: tags.values(arn) }),
    "POST /tags/**": (call, [arn = ""]) => {
      tags.add(arn, tagList(jsonOf(call).Tags));
      return json({});
    },
    "DELETE /tags/**": (call, [arn = ""]) => {
      tags.remove(arn, new URL(call.url, "http://rum").searchParams.getAll("tagKeys"));
      return json({});
    },
  };
};

/** What is read of a monitor, out of what was written of it. */
function monitorOf({ CwLogEnabled, ...input }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return CwLogEnabled === undefined ? input : { ...input, DataStorage: { CwLog: { CwLogEnabled } } };
}
