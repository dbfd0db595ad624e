import { expect, it } from "vitest";
import { permissionProblems, usedPermissions } from "../../../rehearsal/run/used-permissions.ts";

const role = "arn:aws:iam::111122223333:role/worker";
const table = "arn:aws:dynamodb:us-east-1:111122223333:table/rows";
const grant = { role, statement: "Rows", action: "dynamodb:GetItem", resource: table };
const logs = { role, statement: "Logs", action: "logs:PutLogEvents", resource: "*" };
const use = { role, action: grant.action, resource: table, allowed: true, why: "statement Rows of worker" };

it("uses are counted, and what Lambda itself uses is told apart", () => {
  const permissions = usedPermissions([grant, logs], [use, use]);

  expect(permissions.decisions).toBe(2);
  expect(permissions.grants).toEqual([
    { ...grant, uses: 2, leftTo: undefined },
    { ...logs, uses: 0, leftTo: expect.stringContaining("Lambda") },
  ]);
  expect(permissionProblems("dev", permissions)).toEqual([]);
});

it("a grant that no call needed is a problem", () => {
  const [problem, ...others] = permissionProblems("dev", usedPermissions([grant], []));

  expect(problem?.found).toBe(`${grant.action} on ${table}, granted to ${role} by Rows and never used`);
  expect(others).toEqual([]);
});

it("a call that was denied is a problem, once", () => {
  const denied = { ...use, action: "dynamodb:PutItem", allowed: false, why: "implicit deny" };

  const problems = permissionProblems("dev", usedPermissions([grant], [use, denied, denied]));

  expect(problems.map(({ found }) => found)).toEqual([`dynamodb:PutItem on ${table} denied to ${role}: implicit deny`]);
});
