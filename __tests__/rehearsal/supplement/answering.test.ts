import { describe, expect, it } from "vitest";
import { amended, json, serviceError } from "../../../rehearsal/supplement/answer.ts";
import { type AnsweringProps, answering } from "../../../rehearsal/supplement/answering.ts";
import type { Call } from "../../../rehearsal/supplement/call.ts";
import { summaryOf } from "../../../rehearsal/supplement/call-record.ts";
import { jsonCall, queryCall, restCall } from "./call-of.ts";

const page = { status: 500, headers: {}, body: Buffer.from("<!doctype html>\n<html lang=en>") };
const role = "arn:aws:iam::111122223333:role/worker";

/** A supplement of one service, in front of an emulator that answers `{"from":"emulator"}`. */
function supplement(props: Partial<AnsweringProps> = {}) {
  return answering({
    accountId: "111122223333",
    services: {
      rum: ({ ask, accountId }) => ({
        "POST /appmonitor": () => json({ accountId }),
        "GET /appmonitor/*": async (call, [name]) => amended(await ask(call), (content) => ({ ...content, name })),
        "GET /broken": () => {
          throw new Error("lost");
        },
      }),
    },
    ask: async () => json({ from: "emulator" }),
    ...props,
  });
}

function contentOf({ body }: { readonly body: Buffer }) {
  return JSON.parse(body.toString("utf8"));
}

describe("who answers", () => {
  it("the supplement, where it knows the operation", async () => {
    const { answer, records } = supplement();

    const content = contentOf(await answer(restCall({ service: "rum" }, "POST", "/appmonitor", {})));

    expect(content).toEqual({ accountId: "111122223333" });
    expect(records).toMatchObject([{ service: "rum", operation: "POST /appmonitor", answeredBy: "supplement" }]);
  });

  it("both, where the emulator's answer lacks something", async () => {
    const { answer, records } = supplement();

    const content = contentOf(await answer(restCall({ service: "rum" }, "GET", "/appmonitor/a%2Fb")));

    expect(content).toEqual({ from: "emulator", name: "a/b" });
    expect(records).toMatchObject([{ answeredBy: "both" }]);
  });

  it("the emulator, for everything else", async () => {
    const { answer, records } = supplement();

    const content = contentOf(await answer(jsonCall({ service: "kms" }, "CreateKey", {})));

    expect(content).toEqual({ from: "emulator" });
    expect(records).toMatchObject([{ service: "kms", operation: "CreateKey", answeredBy: "emulator" }]);
  });

  it("nobody, where the emulator shows its page for what it does not know: 501, which no client tries again", async () => {
    const { answer, records } = supplement({ ask: async () => page });

    const { status, body } = await answer(jsonCall({ service: "kms" }, "Nonsense", {}));

    expect(status).toBe(501);
    expect(body.toString()).toContain("EmulatorGap");
    expect(summaryOf(records)).toMatchObject({ calls: 1, unknown: ["kms Nonsense"] });
  });

  it("nobody, where the supplement itself fails", async () => {
    const { answer, records } = supplement();

    const { status, body } = await answer(restCall({ service: "rum" }, "GET", "/broken"));

    expect(status).toBe(501);
    expect(body.toString()).toContain("lost");
    expect(records).toMatchObject([{ answeredBy: "nobody" }]);
  });
});

describe("whoever may authorize calls", () => {
  const assumeRole = queryCall({ service: "sts" }, { Action: "AssumeRole", RoleArn: role });
  const credentials = {
    status: 200,
    headers: {},
    body: Buffer.from("<Credentials><AccessKeyId>ASIA1</AccessKeyId></Credentials>"),
  };

  it("is told the role whose keys signed a call, and none for the deployment's own", async () => {
    const seen: (string | undefined)[] = [];
    const authorize = (_: Call, signer: string | undefined) => void seen.push(signer);
    const { answer, records } = supplement({ ask: async () => credentials, authorize });

    await answer(assumeRole);
    await answer(jsonCall({ service: "dynamodb", accessKeyId: "ASIA1" }, "PutItem", {}));

    expect(seen).toEqual([undefined, role]);
    expect(records.map((record) => record.role)).toEqual([undefined, role]);
  });

  it("can refuse a call before anybody answers it", async () => {
    const asked: string[] = [];
    const { answer } = supplement({
      ask: async ({ operation }) => {
        asked.push(operation);
        return credentials;
      },
      authorize: (call, signer) =>
        signer === undefined ? undefined : serviceError(call, 400, "AccessDeniedException", "not granted"),
    });

    await answer(assumeRole);
    const refused = await answer(jsonCall({ service: "dynamodb", accessKeyId: "ASIA1" }, "PutItem", {}));

    expect(refused.status).toBe(400);
    expect(contentOf(refused)).toEqual({ __type: "AccessDeniedException", message: "not granted" });
    expect(asked).toEqual(["AssumeRole"]);
  });
});
