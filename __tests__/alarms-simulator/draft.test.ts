import { it } from "vitest";
import { sentimentStacks } from "../helpers/sentiment-stacks.ts";
import { alarmDefinitions } from "./cloudwatch/alarm-definition.ts";
import { simulateAlarm } from "./cloudwatch/simulate.ts";
import { usualBand } from "./cloudwatch/usual-band.ts";
import { minutesOfWeek } from "./system/clock.ts";
import { loadOf, simulateSystem } from "./system/simulate-system.ts";
import { streamsBeginning } from "./system/streams-model.ts";
import { writeFileSync } from "node:fs";
it("draft", () => {
  const out: string[] = [];
  for (const seed of ["a", "b"]) for (const row of sentimentStacks) {
    const t0 = performance.now();
    const store = simulateSystem(row, { seed, minutes: { from: -1440, to: minutesOfWeek } });
    const t1 = performance.now();
    const load = loadOf(row.name);
    const band = usualBand((m) => streamsBeginning(`${seed} ${row.name}`, m, load), { from: -21 * 1440, to: 0 });
    let [never, fired] = [[] as string[], [] as string[]];
    for (const definition of alarmDefinitions(row.stack)) {
      const { changes, sawData } = simulateAlarm(definition, store, { from: 0, to: minutesOfWeek }, { band });
      const alarms = changes.filter((c) => c.state === "ALARM");
      if (!sawData) never.push(definition.name);
      if (alarms.length > 0) fired.push(`${definition.name} x${alarms.length} first ${alarms[0]?.minute}`);
    }
    out.push(`${seed} ${row.name} system ${Math.round(t1 - t0)} alarms ${Math.round(performance.now() - t1)}`, ...fired.map((f) => "  FIRED " + f), ...never.map((f) => "  never " + f));
  }
  writeFileSync("/tmp/simulator-scratch/draft.txt", out.join("\n"));
}, 100000);
