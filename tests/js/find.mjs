// The word checks in node: reads {data, cases} from its input, says what is found in each text, as JSON.
import { readFileSync } from "node:fs";

import { load } from "./scripts.mjs";

const { matcher } = load("try/expressions", "try/numerals", "try/spoken", "try/reading", "try/shapes", "try/concerns", "try/matcher");
const { data, cases } = JSON.parse(readFileSync(0, "utf-8"));
const find = matcher.finder(data);
process.stdout.write(JSON.stringify(cases.map(([text, industry, type]) => find(text, industry, type))));
