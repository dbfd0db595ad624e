import { expect, it } from "vitest";
import { type Subject, subjectMark } from "../../../lambdas/sse-streaming/subject.ts";

const subject: Subject = { configurationId: undefined, tickers: ["AAPL", "MSFT"], resolutions: ["1h"] };

it("the mark of a subject is the same in whichever order its tickers are named", () => {
  const [one, other] = [subjectMark(subject), subjectMark({ ...subject, tickers: ["MSFT", "AAPL"] })];

  expect(one).toMatch(/^[0-9a-f]{8}$/);
  expect(other).toBe(one);
});

it("subjects that differ in anything have different marks", () => {
  const subjects: readonly Subject[] = [
    subject,
    { ...subject, configurationId: "a" },
    { ...subject, configurationId: "b" },
    { ...subject, tickers: ["AAPL"] },
    { ...subject, tickers: [] },
    { ...subject, resolutions: ["1h", "24h"] },
  ];

  const marks = subjects.map(subjectMark);

  expect(new Set(marks).size).toBe(subjects.length);
});
