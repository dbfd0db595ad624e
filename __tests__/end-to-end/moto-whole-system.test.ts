import { motoBackend } from "./moto-backend.ts";
import { wholeSystem } from "./whole-system.ts";

wholeSystem({ on: "moto", openBackend: motoBackend, rate: 2 });
