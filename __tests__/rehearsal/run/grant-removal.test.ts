import { expect, it } from "vitest";
import { removalProblems } from "../../../rehearsal/run/grant-removal.ts";

const grant = {
  role: "arn:aws:iam::111122223333:role/worker",
  statement: "Rows",
  action: "dynamodb:GetItem",
  resource: "arn:aws:dynamodb:us-east-1:111122223333:table/rows",
};
const denial = {
  role: grant.role,
  action: grant.action,
  resource: grant.resource,
  allowed: false,
  why: "implicit deny",
};

it.each([
  ["a denial that somebody notices is as it must be", denial, "story 1 is lost", undefined],
  ["a grant without which nothing is denied is a problem", undefined, "story 1 is lost", /nothing denied without/],
  ["a denial that nobody notices is a problem", denial, undefined, /nothing that anybody would notice without/],
])("%s", (_, denied, noticed, said) => {
  const problems = removalProblems("dev", [{ grant, denial: denied, noticed }]);

  expect(problems.map(({ found }) => found)).toEqual(said === undefined ? [] : [expect.stringMatching(said)]);
});
