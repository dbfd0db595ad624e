import { randomFillSync } from "node:crypto";
import Subsegment from "aws-xray-sdk-core/dist/lib/segments/attributes/subsegment.js";

/** Bytes of an id: 16 hexadecimal digits (AWS X-Ray developer guide, segment documents). */
const idBytes = 8;

const supply = Buffer.alloc(idBytes * 512);
let taken = supply.length;

/** An id of a part: random bytes, drawn by the hundred because each draw takes longer than all else of a new part. */
function nextId(): string {
  if (taken === supply.length) {
    randomFillSync(supply);
    taken = 0;
  }
  taken += idBytes;
  return supply.toString("hex", taken - idBytes, taken);
}

/** What the SDK sets of a new part. */
interface NewPart {
  id: string;
  name: string;
  start_time: number;
  in_progress: boolean;
  counter: number;
  notTraced: boolean;
}

/** Lets the X-Ray SDK begin parts with ids of this supply; all else of a new part is as the SDK has it. */
export function useSuppliedIds(): void {
  Object.assign(Subsegment.prototype, {
    init(this: NewPart, name: string) {
      this.id = nextId();
      this.name = name;
      this.start_time = Date.now() / 1000;
      this.in_progress = true;
      this.counter = 0;
      this.notTraced = false;
    },
  });
}
