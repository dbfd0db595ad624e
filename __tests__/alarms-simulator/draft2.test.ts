import { it } from "vitest";
import { writeFileSync } from "node:fs";
import { sentimentStacks } from "../helpers/sentiment-stacks.ts";
import { alarmDefinitions } from "./cloudwatch/alarm-definition.ts";
import { extraPeriods } from "./cloudwatch/alarm-evaluation.ts";
import { simulateAlarm, stateAt } from "./cloudwatch/simulate.ts";
import { usualBand } from "./cloudwatch/usual-band.ts";
import { loadOf, simulateSystem } from "./system/simulate-system.ts";
import { streamsBeginning } from "./system/streams-model.ts";
import { random } from "./system/random.ts";
import { faultsFor } from "./faults.ts";
it("draft", () => {
  const out: string[] = []; const seed="a";
  const t0 = performance.now();
  for (const row of sentimentStacks) {
    const load = loadOf(row.name);
    const band = usualBand((m) => streamsBeginning(`${seed} ${row.name}`, m, load), { from: -21 * 1440, to: 0 });
    for (const d of alarmDefinitions(row.stack)) {
      const id = d.name.slice(`${row.name}-sentiment-`.length);
      const fs = faultsFor(id);
      if (fs.length === 0) out.push(`${d.name} NO FAULT`);
      for (const f of fs) {
        const chance = random(seed, d.name, f.what);
        const day = 1 + Math.floor(chance.between(0, 4.9));
        const begin = day * 1440 + (f.hour === undefined ? Math.floor(chance.between(0, 1440)) : f.hour * 60);
        const due = begin + f.showsAfter + (d.datapointsToAlarm + 1 + (f.isSilence ? extraPeriods : 0)) * d.periodMinutes;
        const end = due + 5;
        const over = end + (f.lingers ?? f.showsAfter) + (d.evaluationPeriods + extraPeriods) * d.periodMinutes + d.periodMinutes;
        const from = begin - Math.min(1440, (d.evaluationPeriods + extraPeriods + 1) * d.periodMinutes) - 60;
        const store = simulateSystem(row, { seed, minutes: { from, to: over + 1 }, faultAt: (m) => m >= begin && m < end ? f.conditions : {} });
        const sim = simulateAlarm(d, store, { from: begin - 30, to: over + 1 }, { band });
        const first = stateAt(sim, begin) === "ALARM" ? "already" : sim.changes.find((c) => c.minute >= begin && c.state === "ALARM")?.minute;
        const bad = first === undefined || first !== "already" && first > due ? "!! " : "";
        const after = stateAt(sim, over);
        out.push(`${bad}${d.name} | ${f.what} | due ${due - begin} fired ${typeof first === "number" ? first - begin : first} | after ${after === "ALARM" ? "!!" : ""}${after}`);
      }
    }
  }
  out.push(String(performance.now() - t0));
  writeFileSync("/tmp/simulator-scratch/draft2.txt", out.join("\n"));
}, 300000);
