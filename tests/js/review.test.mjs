import assert from "node:assert/strict";
import test from "node:test";

import { load } from "./scripts.mjs";

const REVIEW = ["my/chance", "my/review"];
const [KEEP, CHANGE, DROP, UNKNOWN] = ["留着", "改一改", "换掉", "还看不出"];

/** So many turns of a slot; `more(at)` says what of each is otherwise. */
const turns = (id, count, more = () => ({})) =>
  Array.from({ length: count }, (_, at) => {
    const { figures, ...rest } = more(at);
    return {
      id, title: id, day: `2026-11-${String(at + 1).padStart(2, "0")}`, isNoted: true, isOff: false, isMoved: false, isSent: true,
      figures: { replies: null, members: null, ...figures }, ...rest,
    };
  });
const answered = (replies, members = null) => () => ({ figures: { replies, members } });
const judged = (...all) => {
  const { review } = load(...REVIEW);
  return Object.fromEntries(review.judged(all.flat()).map(({ tally, verdict }) => [tally.id, verdict]));
};
const words = (found) => Object.fromEntries(Object.entries(found).map(([id, { word }]) => [id, word]));

test("intervals are those of the books: Wilson for a share, Newcombe for a difference", () => {
  const { chance } = load(...REVIEW);
  const percent = ([low, high]) => [low, high].map((each) => Math.round(each * 1000) / 10);
  const wilson = [[0, 10, 0, 27.8], [1, 10, 1.8, 40.4], [3, 10, 10.8, 60.3], [5, 30, 7.3, 33.6], [12, 100, 7, 19.8], [0, 100, 0, 3.7]];
  for (const [hits, of, low, high] of wilson) assert.deepEqual(percent(chance.interval({ hits, of })), [low, high], `${hits}/${of}`);
  const newcombe = [[12, 120, 18, 120, -3.5, 13.6], [12, 120, 24, 120, 0.9, 19.1], [30, 300, 45, 300, -0.3, 10.3], [5, 60, 12, 60, -1, 24.3]];
  for (const [a, n, b, m, low, high] of newcombe) {
    const found = percent(chance.difference({ hits: a, of: n }, { hits: b, of: m }));
    assert.ok(Math.abs(found[0] - low) <= 0.3 && Math.abs(found[1] - high) <= 0.4, `${a}/${n} ${b}/${m}: ${found}`);
  }
  assert.deepEqual([12, 24].map((hits) => chance.compared({ hits: 12, of: 120 }, { hits, of: 120 })), [0, -1]);
  assert.equal(chance.compared({ hits: 24, of: 120 }, { hits: 12, of: 120 }), 1);
});

test("a slot that far more people answer is kept, the one nobody answers is dropped, what cannot be told apart is kept", () => {
  const found = judged(turns("many", 5, answered(60, 150)), turns("none", 5, answered(0)), turns("some", 5, answered(20)), turns("alike", 5, answered(22)));
  assert.deepEqual(words(found), { many: KEEP, none: DROP, some: KEEP, alike: KEEP });
  assert.match(found.many.why, /平均 60 个人回，别的 14（群里 150 人），多得不像碰巧/);
  assert.match(found.alike.why, /看不出差别/);
});

test("too little says so: few turns, few numbers, nobody to compare with, a small group, a group nobody counted", () => {
  const enough = turns("other", 5, answered(20, 150));
  assert.match(judged(turns("new", 3, answered(9)), enough).new.why, /才 3 次，再发 1 次/);
  assert.match(judged(turns("bare", 6, (at) => (at < 2 ? answered(9)() : {})), enough).bare.why, /发了 6 次，记了 2 次数，再记 2 次/);
  assert.match(judged(enough).other.why, /没得比/);
  const small = judged(turns("a", 5, answered(1, 20)), turns("b", 5, answered(9)));
  assert.deepEqual(words(small), { a: UNKNOWN, b: UNKNOWN });
  assert.match(small.b.why, /群里 20 人，人少/);
  assert.match(judged(turns("a", 5, answered(1)), turns("b", 5, answered(9))).b.why, /没记过群里几人/);
  assert.match(judged(turns("a", 5, () => ({ isSent: false }))).a.why, /一次也没打勾/);
  const gaps = judged(turns("a", 9, (at) => ({ isNoted: at < 3, isSent: at < 3 })), turns("b", 5, () => ({ isNoted: false })));
  assert.match(gaps.a.why, /才 3 次/);
  assert.match(gaps.b.why, /什么也没记/);
});

test("what is mostly left out is dropped, what is mostly missed or moved is changed; a number never noted is not a nought", () => {
  const found = judged(
    turns("left", 6, (at) => ({ isOff: at < 3 })), turns("missed", 7, (at) => ({ isSent: at < 2 })),
    turns("moved", 4, (at) => ({ isMoved: at < 2 })), turns("silent", 4, answered(0)), turns("unnoted", 4),
  );
  assert.deepEqual(words(found), { left: DROP, missed: CHANGE, moved: CHANGE, silent: CHANGE, unnoted: UNKNOWN });
  assert.match(found.left.why, /6 次里有 3 次点了今天不发/);
  assert.match(found.missed.why, /该发 7 次，发了 2 次/);
});

test("noise alone gives advice on few pages, and a rate that doubles is found", () => {
  const { review } = load(...REVIEW);
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const drawn = (share) => Array.from({ length: 150 }, random).filter((each) => each < share).length;
  const advised = (rates) => {
    const all = rates.flatMap((rate, at) => turns(`s${at}`, 5, () => ({ figures: { replies: drawn(rate), members: 150 } })));
    return review.judged(all).filter(({ verdict }) => verdict.why.includes("不像碰巧")).map(({ tally }) => tally.id);
  };
  const pages = 200;
  const lucky = Array.from({ length: pages }, () => advised(Array(6).fill(0.1))).filter((found) => found.length).length;
  const seen = Array.from({ length: pages }, () => advised([0.22, 0.1, 0.1, 0.1, 0.1, 0.1])).filter((found) => found.includes("s0")).length;
  assert.ok(lucky <= pages * 0.05, `noise: ${lucky} of ${pages}`);
  assert.ok(seen >= pages * 0.8, `doubled: ${seen} of ${pages}`);
});

test("what nobody planned is counted and never judged, nor measured against", () => {
  const sudden = turns("arrival", 6, (at) => ({ ...answered(90, 150)(), isSudden: true, isSent: at > 0 }));
  const found = judged(turns("menu", 5, answered(10, 150)), turns("video", 5, answered(10)), sudden);
  assert.deepEqual(words(found), { menu: KEEP, video: KEEP, arrival: "临时发" });
  const [, , { tally }] = load(...REVIEW).review.judged([...turns("menu", 1), ...turns("video", 1), ...sudden]);
  assert.deepEqual([tally.sent, tally.sums.replies], [5, 450]);
});

test("where nothing was to be posted it is said why, and no nought of nought", () => {
  const { review } = load(...REVIEW);
  const off = turns("off", 2, () => ({ isOff: true, isSent: false }));
  const blank = turns("blank", 3, () => ({ isNoted: false, isSent: false }));
  const told = review.judged([...off, ...blank, ...turns("sent", 2)]).map(({ tally }) => review.ticked(tally));
  assert.deepEqual(told, ["2 次都点了今天不发", "那几天没记", "2/2"]);
});
