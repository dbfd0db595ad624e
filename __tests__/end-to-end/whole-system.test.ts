import { memoryBackend } from "./memory-backend.ts";
import { wholeSystem } from "./whole-system.ts";

wholeSystem({ on: "an account in memory", openBackend: memoryBackend, rate: 2 });
