// Texts in a voice, for tests/test_voices.py: reads [{parts, id, voice}] and answers each with the parts in that voice.
import { readFileSync } from "node:fs";

import { PLANNER, load } from "./scripts.mjs";

const { voices } = load(...PLANNER);

const spoken = ({ parts, id, voice }) => {
  const pack = { sops: { plan: { slots: { post: { texts: [{ id, parts }] } } } }, voices: { brisk: voice } };
  return voices.of(pack, { voice: "brisk" }).sops.plan.slots.post.texts[0].parts;
};

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(process.argv[2], "utf-8")).map(spoken)));
