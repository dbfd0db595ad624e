import { expect, it } from "vitest";
import { ProblemError } from "../../modules/problem.ts";
import { requireLoopback } from "../../rehearsal/loopback-guard.ts";

it.each(["http://127.0.0.1:5000", "http://127.8.9.1:1/", "http://[::1]:5000"])(
  "%s is on this host and may be an endpoint of a rehearsal",
  (address) => {
    expect(requireLoopback(address)).toBe(address);
  },
);

it.each([
  "",
  "nonsense",
  "https://sts.amazonaws.com",
  "http://dynamodb.us-east-1.amazonaws.com:80",
  "http://10.0.0.1:5000",
  "http://0.0.0.0:5000",
  "http://169.254.169.254:80",
  "http://127.0.0.1.example.com:5000",
  "http://127.0.0.1@example.com:5000",
  "http://user@127.0.0.1:5000",
  "http://localhost:5000",
  "http://127.0.0.1",
  "https://127.0.0.1:5000",
  "http://[::ffff:8.8.8.8]:5000",
])("no rehearsal speaks to '%s'", (address) => {
  expect(() => requireLoopback(address)).toThrow(ProblemError);
});
