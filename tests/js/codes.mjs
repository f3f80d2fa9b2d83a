// QR codes of the page, asked by tests/test_offline.py: reads a list of links and answers the modules of each, a line a row.
import { readFileSync } from "node:fs";
import vm from "node:vm";

import { THEME, load } from "./scripts.mjs";

const { code } = load("my/code");
const library = readFileSync(new URL("assets/vendor/qrcode.js", THEME), "utf-8");
vm.runInThisContext(library, { filename: "qrcode.js" });
const rows = (link) => code.modules(link).map((row) => row.map(Number).join(""));
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(rows)));
