import { expect, it } from "vitest";
import { found, membersIn, readXml, textIn } from "../../../rehearsal/run/query-answer.ts";

const answer = readXml(`<?xml version="1.0"?>
<R xmlns="http://example.com/"><Result><List>
  <member><Name>a &amp; &quot;b&quot; &#10;</Name><List><member><Name>inner</Name></member></List></member>
  <member><Name>c</Name><Empty/></member></List><Nothing/></Result></R>`);

it("members of a list are those right in it, with texts as they were before they were escaped", () => {
  const members = membersIn(found(answer, "Result") ?? answer, "List");

  expect(members.map((member) => textIn(member, "Name"))).toEqual(['a & "b" \n', "c"]);
  expect(members.flatMap((member) => membersIn(member, "List")).map((each) => textIn(each, "Name"))).toEqual(["inner"]);
});

it("what is not there is told from what is empty", () => {
  expect(textIn(found(answer, "Result") ?? answer, "Nothing")).toBe("");
  expect(textIn(answer, "Missing")).toBeUndefined();
  expect(found(answer, "Missing")).toBeUndefined();
  expect(membersIn(answer, "Missing")).toEqual([]);
});
