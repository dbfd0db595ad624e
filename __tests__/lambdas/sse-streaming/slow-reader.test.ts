import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { ReceivedResponse } from "../../helpers/streaming-runtime.ts";
import {
  article,
  elapse,
  index,
  open,
  openConfiguration,
  start,
  storeConfiguration,
  tables,
} from "./streaming-function.ts";

const streams = {
  "that everybody may read": async (response: ReceivedResponse) => open({ response }),
  "of a configuration": (response: ReceivedResponse) => {
    storeConfiguration();
    return openConfiguration({ response });
  },
};

describe.each(Object.entries(streams))("a slow reader of a stream %s", (_, openWith) => {
  it("is waited for: nothing more is read or written until it has taken what was sent", async () => {
    const response = new ReceivedResponse(1);
    await openWith(response);
    await elapse(1_000);
    response.block();
    index().resolves({ Items: [article(1, start)] });
    await elapse(5_000);
    const polls = tables.commandCalls(QueryCommand).length;
    const written = response.text.length;
    await elapse(4_900);
    const whileBlocked = { polls: tables.commandCalls(QueryCommand).length, written: response.text.length };

    response.unblock();
    await elapse(200);

    expect(whileBlocked).toEqual({ polls, written });
    expect(tables.commandCalls(QueryCommand).length).toBeGreaterThan(polls);
    response.destroy();
    await elapse(1);
  });

  it("counts as gone after ten seconds", async () => {
    const response = new ReceivedResponse(1);
    const { outcome } = await openWith(response);
    await elapse(1_000);
    response.block();
    index().resolves({ Items: [article(1, start)] });

    await elapse(15_000);

    await expect(outcome).resolves.toBeUndefined();
  });
});
