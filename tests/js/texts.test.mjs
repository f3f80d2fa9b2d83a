import assert from "node:assert/strict";
import test from "node:test";

import { DAY, Store, loadToday } from "./scripts.mjs";

/** A phone on which the menu went to one group with two figures, and the evening's post to all. */
const worked = () => {
  const { memory, texts } = loadToday();
  memory.note(DAY, "welfare.menu", (noted) => {
    noted.groups = ["一群"];
    Object.assign(noted.figures, { reach: "1,20", payments: "0.1" });
  });
  memory.note("2026-12-09", "welfare.menu", (noted) => Object.assign(noted.figures, { reach: "很多" }));
  memory.note(DAY, "welfare.evening", (noted) => {
    noted.groups = ["二群", "一群", "没有的群"];
    Object.assign(noted.figures, { reach: "9" });
  });
  return texts;
};

test("the report says what was posted where, and sums only figures a post asks for", () => {
  assert.deepEqual(worked().report(DAY, "").split("\n"), [
    "【中山路店】12月10日 周四 日报",
    "发了 1/2 条",
    "11:00 =今日菜单 只发了一群 到达120 付费0.1",
    "20:30 晚安 已发",
    "合计 到达120 付费0.1",
  ]);
  assert.deepEqual(worked().report("2026-12-09", "host").split("\n"), [
    "【中山路店】12月9日 周三 日报（群主）",
    "发了 0/1 条",
    "20:30 晚安 没发",
  ]);
});

test("the list says what to prepare and fill in; a day without posts says why", () => {
  assert.deepEqual(worked().list("2026-12-11", "").split("\n"), [
    "【中山路店】12月11日 周五 要发 2 条",
    "11:00 =今日菜单 → 一群、二群",
    "  小陈，直接发",
    "  要填：菜名（例：酸菜鱼）；（例：上海青）；菜名",
    "  准备：菜单图、海报",
    "20:30 晚安 → 一群、二群",
    "  群主，直接发",
  ]);
  assert.match(worked().list("2026-12-12", ""), /\n店休，不发$/);
  assert.match(worked().list("2026-12-20", "staff"), /（小陈）\n没有要发的$/);
});

const rows = (table) => table.slice(1).split("\r\n").filter(Boolean).map((row) => row.split(","));

test("each group has its own numbers: in the report in their order, in the table beside the group, in the sums together", () => {
  const phone = loadToday(new Store());
  phone.memory.tick(DAY, "welfare.menu", "一群", true);
  const count = (figures) => phone.memory.note(DAY, "welfare.menu", (noted) => Object.assign(noted.figures, figures));
  const line = () => phone.texts.report(DAY, "").split("\n").find((each) => each.startsWith("11:00"));
  count({ reach: "12", payments: "", "reach 二群": "8" });
  assert.match(line(), / 到达12\+8$/);
  assert.match(phone.texts.report(DAY, ""), /\n合计 到达20$/);
  assert.deepEqual(rows(phone.texts.table(DAY)).filter(([day, hour]) => day === DAY && hour === "11:00").map((row) => row.slice(4, 8)), [
    ["一群", "已发", "12", ""], ["二群", "没发", "8", ""],
  ]);
  count({ reach: "", "payments 二群": "3.5" });
  assert.match(line(), / 到达没记\+8 付费没记\+3\.5$/);
  const [report, code] = [phone.texts.report(DAY, ""), phone.handover.written(DAY)];
  const other = loadToday(new Store());
  other.reports.takeOver(report);
  assert.deepEqual({ ...other.memory.noted(DAY, "welfare.menu").figures }, { "reach 二群": "8", "payments 二群": "3.5" });
  const third = loadToday(new Store());
  third.handover.takeOver(code);
  assert.deepEqual({ ...third.memory.noted(DAY, "welfare.menu").figures }, { "reach 二群": "8", "payments 二群": "3.5" });
});

test("the week's table has a row for each group, figures in theirs, and no formula", () => {
  const found = rows(worked().table(DAY));
  assert.deepEqual(found[0], ["日期", "几点", "计划", "发什么", "群", "发了没", "到达", "付费", "改了什么"]);
  assert.deepEqual(found.filter(([day]) => day === DAY), [
    [DAY, "11:00", "福利群", "'=今日菜单", "一群", "已发", "120", "0.1", ""],
    [DAY, "11:00", "福利群", "'=今日菜单", "二群", "没发", "", "", ""],
    [DAY, "20:30", "福利群", "晚安", "一群", "已发", "", "", ""],
    [DAY, "20:30", "福利群", "晚安", "二群", "已发", "", "", ""],
  ]);
});

test("days to come are not counted as missed", () => {
  const states = new Map(rows(worked().table(DAY)).slice(1).map((row) => [row[0], row[5]]));
  assert.equal(states.get("2026-12-09"), "没发");
  assert.equal(states.get("2026-12-11"), "还没到");
  assert.equal(states.get("2026-12-13"), "还没到");
  assert.match(worked().report("2026-12-11", ""), /=今日菜单 还没到\n/);
});

test("what is still to come today is not counted as missed either", () => {
  const { texts } = loadToday();
  assert.match(texts.report(DAY, ""), /11:00 =今日菜单 没发\n20:30 晚安 还没到/);
  const states = rows(texts.table(DAY)).filter(([day]) => day === DAY).map((row) => [row[1], row[5]]);
  assert.deepEqual(states, [["11:00", "没发"], ["11:00", "没发"], ["20:30", "还没到"], ["20:30", "还没到"]]);
});
