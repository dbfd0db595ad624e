import type { Item } from "./attribute-value.ts";
import { projected } from "./expressions/projection.ts";
import { choiceOf, type Input, refuseReports, reportMembers } from "./parameters.ts";
import type { Tables } from "./tables.ts";
import { applyWrite, writeOf } from "./writes.ts";

const ownMembers = ["ReturnValues", ...reportMembers];

export function putItem(tables: Tables, input: Input): Input {
  return replaceItem("Put", tables, input);
}

export function deleteItem(tables: Tables, input: Input): Input {
  return replaceItem("Delete", tables, input);
}

function replaceItem(kind: "Put" | "Delete", tables: Tables, input: Input): Input {
  refuseReports(input);
  const wanted = choiceOf(input, "ReturnValues", ["NONE", "ALL_OLD"]);
  const { before } = applyWrite(writeOf(tables, kind, input, ownMembers));
  return wanted === "ALL_OLD" && before !== undefined ? { Attributes: before } : {};
}

export function updateItem(tables: Tables, input: Input): Input {
  refuseReports(input);
  const wanted = choiceOf(input, "ReturnValues", ["NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"]);
  const write = writeOf(tables, "Update", input, ownMembers);
  const { before, after } = applyWrite(write);
  if (wanted === "NONE") return {};
  const item = wanted.endsWith("OLD") ? before : after;
  const shown: Item | undefined = item && (wanted.startsWith("ALL") ? item : projected(item, write.touched));
  return shown === undefined || Object.keys(shown).length === 0 ? {} : { Attributes: shown };
}
