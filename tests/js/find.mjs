// The word checks in node: reads {data, cases} from its input, says what is found in each text, as JSON.
import { readFileSync } from "node:fs";

import { load } from "./scripts.mjs";

const { matcher, learned } = load("try/expressions", "try/numerals", "try/spoken", "try/reading", "try/shapes", "try/concerns", "try/company", "try/matcher", "try/learned");
const { data, model, cases } = JSON.parse(readFileSync(0, "utf-8"));
const judge = model ? learned.read(model) : null;
const find = matcher.finder(data, () => judge);
process.stdout.write(JSON.stringify(cases.map(([text, industry, type]) => find(text, industry, type))));
