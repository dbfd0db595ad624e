import { describe, expect, it } from "vitest";
import { send, tables } from "./dashboard.ts";
import { newConfiguration, rowsOf, signedIn } from "./people.ts";

const preferences = "/api/v2/notifications/preferences";
const digest = "/api/v2/notifications/digest";

function change(path: string, token: string, body: object) {
  return send({ method: "PATCH", path, token, body });
}

describe("mails", () => {
  it("are on until the person turns them off", async () => {
    const token = await signedIn();

    const before = await send({ path: preferences, token });
    const changed = await change(preferences, token, { email_notifications_enabled: false });
    const after = await send({ path: preferences, token });

    expect(before.body).toEqual({ email_notifications_enabled: true });
    expect([changed.body, after.body]).toEqual([
      { email_notifications_enabled: false },
      { email_notifications_enabled: false },
    ]);
    expect(rowsOf("PROFILE")).toMatchObject([{ email: "jane@example.com", email_notifications_enabled: false }]);
  });

  it.each([[{}], [{ email_notifications_enabled: "no" }]])("%j says neither on nor off", async (body) => {
    const token = await signedIn();

    const answer = await change(preferences, token, body);

    expect(answer).toMatchObject({ status: 422, body: { details: [{ field: "email_notifications_enabled" }] } });
  });
});

describe("the digest", () => {
  it("is off until the person turns it on", async () => {
    const token = await signedIn();

    const { body } = await send({ path: digest, token });

    expect(body).toEqual({
      enabled: false,
      time: "08:00",
      timezone: "America/New_York",
      include_all_configs: true,
      config_ids: [],
      last_sent: null,
    });
    expect(rowsOf("DIGEST_SETTINGS")).toEqual([]);
  });

  it("stands where the function of mails looks for it", async () => {
    const token = await signedIn();
    const id = await newConfiguration(token);
    const settings = { enabled: true, time: "18:30", timezone: "Asia/Kolkata", include_all_configs: false };

    const { body } = await change(digest, token, { ...settings, config_ids: [id] });

    expect(body).toEqual({ ...settings, config_ids: [id], last_sent: null });
    expect(rowsOf("DIGEST_SETTINGS")).toEqual([
      {
        PK: rowsOf("PROFILE")[0]?.PK,
        SK: "DIGEST_SETTINGS",
        entity_type: "DIGEST_SETTINGS",
        status: "enabled",
        time: "18:30",
        timezone: "Asia/Kolkata",
        include_all_configs: false,
        config_ids: [id],
      },
    ]);
  });

  it("changes by what is given, and keeps when the last one was sent", async () => {
    const token = await signedIn();
    await change(digest, token, { enabled: true, time: "18:30" });
    const [row] = rowsOf("DIGEST_SETTINGS");
    tables.put("users", { ...row, last_sent: "2026-01-06T23:00:00.000Z" });

    const changed = await change(digest, token, { enabled: false, timezone: "Europe/Berlin" });

    const read = await send({ path: digest, token });
    expect(changed.body).toMatchObject({
      enabled: false,
      time: "18:30",
      timezone: "Europe/Berlin",
      last_sent: "2026-01-06T23:00:00.000Z",
    });
    expect(read.body).toEqual(changed.body);
    expect(rowsOf("DIGEST_SETTINGS")).toMatchObject([{ status: "disabled", last_sent: "2026-01-06T23:00:00.000Z" }]);
  });

  it("loses none of several changes at the same moment", async () => {
    const token = await signedIn();

    await Promise.all([
      change(digest, token, { enabled: true }),
      change(digest, token, { time: "18:30" }),
      change(digest, token, { timezone: "Europe/Berlin" }),
    ]);

    const { body } = await send({ path: digest, token });
    expect(body).toMatchObject({ enabled: true, time: "18:30", timezone: "Europe/Berlin" });
  });

  it("shows no configuration that was deleted", async () => {
    const token = await signedIn();
    const [kept, gone] = [await newConfiguration(token), await newConfiguration(token)];
    await change(digest, token, { include_all_configs: false, config_ids: [kept, gone] });

    await send({ method: "DELETE", path: `/api/v2/configurations/${gone}`, token });

    expect((await send({ path: digest, token })).body.config_ids).toEqual([kept]);
  });

  it.each([
    [{ time: "24:00" }, "time"],
    [{ time: "8:00" }, "time"],
    [{ timezone: "Mars/Olympus" }, "timezone"],
    [{ timezone: "" }, "timezone"],
    [{ enabled: 1 }, "enabled"],
    [{ config_ids: ["a", "b", "c"] }, "config_ids"],
    [{ config_ids: ["00000000-0000-4000-8000-000000000000"] }, "config_ids"],
    [{ last_sent: null }, "last_sent"],
  ])("refuses %j", async (body, field) => {
    const token = await signedIn();

    const answer = await change(digest, token, body);

    expect(answer).toMatchObject({ status: 422, body: { code: "VALIDATION_ERROR", details: [{ field }] } });
    expect(rowsOf("DIGEST_SETTINGS")).toEqual([]);
  });

  it("takes no configuration of another person", async () => {
    const foreign = await newConfiguration(await signedIn("owner@example.com"));
    const token = await signedIn();

    const answer = await change(digest, token, { config_ids: [foreign] });

    expect(answer.status).toBe(422);
  });
});
