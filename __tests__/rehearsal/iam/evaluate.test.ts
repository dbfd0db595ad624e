import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../../rehearsal/iam/evaluate.ts";
import { type PolicyOwner, readPolicy } from "../../../rehearsal/iam/policy.ts";

const role = "arn:aws:iam::111122223333:role/worker";
const topic = "arn:aws:sns:us-east-1:111122223333:news";
const key = "arn:aws:kms:us-east-1:111122223333:key/one";

function policy(owner: PolicyOwner, ...statements: readonly object[]) {
  return readPolicy("tested", owner, JSON.stringify({ Version: "2012-10-17", Statement: statements }));
}

function decided(
  request: {
    readonly action?: string;
    readonly resource?: string;
    readonly context?: Readonly<Record<string, string>>;
  },
  identity: readonly object[],
  resource?: readonly object[],
) {
  return evaluate(
    { role, action: "sns:Publish", resource: topic, context: { "aws:principalarn": role }, ...request },
    {
      identity: [policy("identity", ...identity)],
      resource: resource === undefined ? undefined : policy("resource", ...resource),
    },
  );
}

const allow = { Sid: "Allowing", Effect: "Allow", Action: "sns:Publish", Resource: topic };
const implicit = { allowed: false, because: "implicit deny" };

describe("one account's evaluation", () => {
  it.each([
    ["nothing", [], implicit],
    ["the action on the resource", [allow], { allowed: true, by: { statement: "Allowing" } }],
    ["an action in other letters", [{ ...allow, Action: "SNS:publish" }], { allowed: true }],
    ["another action", [{ ...allow, Action: "sns:Subscribe" }], implicit],
    ["another resource", [{ ...allow, Resource: `${topic}-2` }], implicit],
    ["a resource in other letters", [{ ...allow, Resource: topic.toUpperCase().replace("ARN", "arn") }], implicit],
    ["a pattern of actions", [{ ...allow, Action: "sns:Pub*" }], { allowed: true }],
    ["every other action", [{ ...allow, Action: undefined, NotAction: "sns:Publish" }], implicit],
    ["all but another action", [{ ...allow, Action: undefined, NotAction: "sns:Subscribe" }], { allowed: true }],
    ["every other resource", [{ ...allow, Resource: undefined, NotResource: topic }], implicit],
    ["all, and a refusal beside", [allow, { ...allow, Sid: "No", Effect: "Deny" }], { because: "explicit deny" }],
  ])("a role that is allowed %s", (_, statements, expected) => {
    const decision = decided({}, statements);

    expect(decision).toMatchObject(expected);
  });

  it.each([
    ["names the role", { ...allow, Principal: { AWS: role } }, { allowed: true }],
    ["names everybody", { ...allow, Principal: "*" }, { allowed: true }],
    ["names another role", { ...allow, Principal: { AWS: `${role}-2` } }, implicit],
    ["names a service", { ...allow, Principal: { Service: "sns.amazonaws.com" } }, implicit],
    ["leaves it to the account", { ...allow, Principal: { AWS: "arn:aws:iam::111122223333:root" } }, implicit],
    ["refuses everybody", { ...allow, Effect: "Deny", Principal: "*" }, { because: "explicit deny" }],
    [
      "refuses the account",
      { ...allow, Effect: "Deny", Principal: { AWS: "111122223333" } },
      { because: "explicit deny" },
    ],
  ])("a role without policies, and a resource whose policy %s", (_, statement, expected) => {
    const decision = decided({}, [], [statement]);

    expect(decision).toMatchObject(expected);
  });

  const decrypt = { Effect: "Allow", Action: "kms:Decrypt", Resource: key };
  const account = { ...decrypt, Resource: "*", Principal: { AWS: "arn:aws:iam::111122223333:root" } };
  it.each([
    ["by the role alone", [decrypt], [], false],
    ["by the key, which leaves it to the account", [], [account], false],
    ["by both", [decrypt], [account], true],
    ["by the key itself", [], [{ ...account, Principal: { AWS: role } }], true],
  ])("a key may be used where it is allowed %s: %o", (_, identity, ofKey, allowed) => {
    const decision = decided({ action: "kms:Decrypt", resource: key }, identity, ofKey);

    expect(decision.allowed).toBe(allowed);
  });
});

describe("conditions", () => {
  const through = { "kms:viaservice": "sns.us-east-1.amazonaws.com" };
  it.each([
    ["StringEquals", "kms:ViaService", "sns.us-east-1.amazonaws.com", through, true],
    ["StringEquals", "kms:ViaService", "sns.*", through, false],
    ["StringLike", "kms:ViaService", "sns.*", through, true],
    ["StringEquals", "kms:ViaService", "sns.us-east-1.amazonaws.com", {}, false],
    ["StringEqualsIfExists", "kms:ViaService", "sns.us-east-1.amazonaws.com", {}, true],
    ["StringNotEquals", "kms:ViaService", "sns.us-east-1.amazonaws.com", {}, true],
    ["StringNotEquals", "kms:ViaService", ["other", "sns.us-east-1.amazonaws.com"], through, false],
    ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/work*", {}, true],
    ["ArnEquals", "AWS:principalarn", role, {}, true],
    ["ArnNotEquals", "aws:PrincipalArn", role, {}, false],
    ["ArnNotEquals", "aws:PrincipalArn", `${role}-2`, {}, true],
    ["Bool", "aws:SecureTransport", "false", { "aws:securetransport": "true" }, false],
    ["NumericLessThan", "cloudwatch:namespace", "10", { "cloudwatch:namespace": "9" }, true],
    ["NumericLessThan", "cloudwatch:namespace", "10", { "cloudwatch:namespace": "many" }, false],
  ])("%s on %s %s with %o: %s", (operator, conditionKey, values, context, allowed) => {
    const statement = { ...allow, Condition: { [operator]: { [conditionKey]: values } } };

    const decision = decided({ context: { "aws:principalarn": role, ...context } }, [statement]);

    expect(decision.allowed).toBe(allowed);
  });

  it("all lines must hold", () => {
    const Condition = { StringEquals: { "kms:ViaService": "sns" }, ArnEquals: { "aws:PrincipalArn": role } };

    const decision = decided({}, [{ ...allow, Condition }]);

    expect(decision).toEqual(implicit);
  });
});

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const anyStatement = fc.record({
  Effect: some("Allow", "Deny"),
  Action: some("sns:Publish", "sns:*", "*", "sns:Subscribe", "sns:P?blish"),
  Resource: some(topic, "*", "arn:aws:sns:*:*:news", "arn:aws:sqs:us-east-1:111122223333:news"),
});
const anyOfResource = fc
  .tuple(anyStatement, some<unknown>("*", { AWS: role }, { AWS: "111122223333" }, { Service: "sns.amazonaws.com" }))
  .map(([statement, Principal]) => ({ ...statement, Principal }));

describe("for any policies", () => {
  it("nothing is allowed without a statement that allows", () => {
    const only = (effect: string) => (statement: { readonly Effect: string }) => statement.Effect === effect;

    fc.assert(
      fc.property(fc.array(anyStatement), fc.array(anyOfResource), (identity, resource) => {
        const decision = decided({}, identity.filter(only("Deny")), resource.filter(only("Deny")));
        expect(decision.allowed).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it("a refusal wins, wherever it stands and whatever else there is", () => {
    fc.assert(
      fc.property(
        fc.array(anyStatement),
        fc.array(anyOfResource),
        fc.boolean(),
        fc.nat(),
        (identity, resource, ofRole, place) => {
          const denial = { Sid: "No", Effect: "Deny", Action: "sns:Pub*", Resource: topic };
          const withDenial = (statements: readonly object[], added: object) =>
            statements.toSpliced(place % (statements.length + 1), 0, added);
          const decision = ofRole
            ? decided({}, withDenial(identity, denial), resource)
            : decided({}, identity, withDenial(resource, { ...denial, Principal: "*" }));
          expect(decision).toMatchObject({ allowed: false, because: "explicit deny" });
        },
      ),
      { numRuns: 200 },
    );
  });

  it("another statement that allows takes nothing away, another that denies gives nothing", () => {
    const seen = new Set<string>();

    fc.assert(
      fc.property(fc.array(anyStatement), anyStatement, (identity, added) => {
        const [before, after] = [decided({}, identity).allowed, decided({}, [...identity, added]).allowed];
        seen.add(`${added.Effect} ${before} ${after}`);
        expect(added.Effect === "Allow" ? before && !after : after && !before).toBe(false);
      }),
      { numRuns: 300 },
    );

    expect([...seen].sort()).toEqual([
      "Allow false false",
      "Allow false true",
      "Allow true true",
      "Deny false false",
      "Deny true false",
      "Deny true true",
    ]);
  });
});
