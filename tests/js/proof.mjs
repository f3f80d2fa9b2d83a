// What the page 这句能不能发 makes of texts and files, in node: reads {data, rewriting, texts, opened} from its input, as JSON.
import { readFileSync } from "node:fs";

import { PROOF, load, provide } from "./scripts.mjs";

provide("localStorage", { getItem: () => null, setItem: () => {}, length: 0 });
const { pieces, trades, judging, files, learned } = load(...PROOF);
const { data, rewriting, model, texts, opened } = JSON.parse(readFileSync(0, "utf-8"));
const judge = learned.read(model);
const kit = judging.kit(data, rewriting, () => judge);

/** Cells and a guess as words, and each finding with what could stand there instead. */
const told = (text) => {
  const wish = { sector: "all", type: "", way: "", names: [] };
  const cut = pieces.isColumn(text);
  const { found } = judging.judged(kit, text, wish);
  return {
    cells: pieces.pieces(text, cut).map(([start, end]) => text.slice(start, end)),
    trade: trades.guess(rewriting.trades, text),
    found: found.map((one) => {
      const better = judging.better(kit, text, one, wish);
      return [one.code, one.words, better && text.slice(better.start, better.end), better && better.text];
    }),
  };
};

/** What is read of a file, or that it cannot be. */
const read = async ([name, content]) => {
  const bytes = Uint8Array.from(Buffer.from(content, "base64"));
  try {
    return await files.read(name, new DataView(bytes.buffer));
  } catch (error) {
    return { text: "", names: [], isRefused: true };
  }
};

const answer = { texts: texts.map(told), opened: await Promise.all(opened.map(read)) };
process.stdout.write(JSON.stringify(answer));
