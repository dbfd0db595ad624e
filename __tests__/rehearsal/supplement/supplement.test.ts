import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { openSupplement } from "../../../rehearsal/supplement/supplement.ts";
import { openLoopbackServer } from "../../rig/loopback-server.ts";

it("the emulator is asked one call at a time, and a call that fails holds up none", async () => {
  const asked: string[] = [];
  let running = 0;
  let most = 0;
  const emulator = await openLoopbackServer(async ({ url = "", socket }, response) => {
    asked.push(url);
    most = Math.max(most, ++running);
    await wait(5);
    running -= 1;
    if (url === "/2") socket.destroy();
    else response.end(url);
  });
  const emulatorUrl = `http://${emulator.address}`;
  const supplement = await openSupplement({ accountId: "111122223333", emulatorUrl, services: {} });
  const headers = {
    authorization:
      "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0",
  };
  const paths = ["/1", "/2", "/3", "/4", "/5"];

  const answers = await Promise.all(
    paths.map(async (path) => {
      const response = await fetch(`${supplement.url}${path}`, { headers });
      return [response.status, await response.text()] as const;
    }),
  );
  await supplement.close();
  await emulator.close();

  expect(most).toBe(1);
  expect([...asked].sort()).toEqual(paths);
  expect(answers.map(([status]) => status)).toEqual([200, 501, 200, 200, 200]);
  expect(answers.map(([, text]) => text).filter((text) => text.startsWith("/"))).toEqual(["/1", "/3", "/4", "/5"]);
});
