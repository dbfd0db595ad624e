import { describe, expect, it } from "vitest";
import { environments } from "../../../../environments/index.ts";
import { type AlarmCoverage, alarmCoverage } from "../../../../modules/report/alarms/alarm-coverage.ts";
import { sentimentAlarmRegister } from "../../../../stacks/sentiment/alarms/alarm-register.ts";
import { surroundingsOf } from "../../../../stacks/sentiment/surroundings.ts";
import { sentimentContracts } from "../../../helpers/sentiment-stacks.ts";

const rows = environments.map((environment) => {
  const surroundings = surroundingsOf(environment);
  const register = sentimentAlarmRegister(surroundings, sentimentContracts);
  const coverage = alarmCoverage({
    contracts: sentimentContracts,
    register,
    functionNameOf: (name) => surroundings.naming("Lambda function", name),
    namePrefix: `${environment.name}-sentiment-`,
  });
  return { name: environment.name, register, coverage };
});

function cell({ rows: subjects }: AlarmCoverage, name: string, kind: string): readonly string[] {
  const cells = subjects.filter(({ subject }) => subject.name === name).flatMap((row) => row.cells);
  return cells.filter((each) => each.kind === kind).flatMap(({ alarms }) => alarms.map(({ id }) => id));
}

describe.each(rows)("the coverage by alarms in $name", ({ register, coverage }) => {
  it("has every alarm of the register in exactly one cell, under its own kind", () => {
    const cells = coverage.rows.flatMap((row) => row.cells);

    expect(cells.flatMap(({ alarms }) => alarms.map(({ id }) => id)).sort()).toEqual(
      register.alarms.map(({ id }) => id),
    );
    expect(cells.flatMap(({ kind, alarms }) => alarms.filter((alarm) => alarm.kind !== kind))).toEqual([]);
  });

  it("begins with the functions, each once", () => {
    const names = coverage.rows.filter(({ subject }) => subject.kind === "function").map(({ subject }) => subject.name);

    expect(names).toEqual(sentimentContracts.map(({ name }) => name));
    expect(coverage.rows.slice(0, names.length).map(({ subject }) => subject.name)).toEqual(names);
  });

  it.each([
    ["a platform's metric by the name of the function", "metrics", "errors", ["metrics-errors"]],
    ["a metric made from logs by the log's function", "metrics", "memory", ["metrics-memory"]],
    ["a metric of a contract by the contract", "metrics", "custom", ["emission-heartbeat", "stuck-items"]],
    ["a metric of a table by the table", "table users", "tables", usersAlarms()],
    ["a metric of several functions by none", "more than one, or all", "volume", ["lambda-daily-invocations-high"]],
  ])("finds the subject of %s", (_, subject, kind, alarms) => {
    expect(cell(coverage, subject, kind)).toEqual(expect.arrayContaining([...alarms]));
  });
});

it("a function without an alarm has a row: that is what the matrix is for", () => {
  const coverage = alarmCoverage({
    contracts: sentimentContracts,
    register: { alarms: [], composites: [] },
    functionNameOf: (name) => name,
    namePrefix: "",
  });

  expect(coverage.rows.map(({ subject }) => subject.name)).toEqual(sentimentContracts.map(({ name }) => name));
});

function usersAlarms(): readonly string[] {
  return ["users-read-throttles", "users-system-errors", "users-write-throttles"];
}
