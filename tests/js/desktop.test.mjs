import assert from "node:assert/strict";
import test from "node:test";

import { load, provide } from "./scripts.mjs";

const steps = () => {
  provide("navigator", { userAgent: "node" });
  return load("dom", "my/desktop").desktop.steps;
};
const ANDROID = "Mozilla/5.0 (Linux; Android 14;";
const PHONES = {
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1": "添加到主屏幕",
  [`${ANDROID} 23127PN0CC Build/UKQ1; MIUI) Chrome/120 Mobile Safari/537.36 XiaoMi/MiuiBrowser/18.8`]: "勾「桌面」",
  [`${ANDROID} ALN-AL00; HMSCore 6.13) Chrome/114 HuaweiBrowser/15.0 Mobile Safari/537.36`]: "添加至",
  [`${ANDROID} PHZ110) Chrome/115 Mobile Safari/537.36 HeyTapBrowser/40.9`]: "主屏幕",
  [`${ANDROID} V2324A) Chrome/113 Mobile Safari/537.36 VivoBrowser/23.1`]: "勾「桌面」",
  [`${ANDROID} Pixel 8) Chrome/126.0.0.0 Mobile Safari/537.36`]: "安装应用",
};

test("each phone is told its own way to the desktop", () => {
  const found = Object.entries(PHONES).map(([agent, words]) => [steps()(agent, false).join("").includes(words), words]);
  assert.deepEqual(found.filter(([is]) => !is), []);
  assert.equal(new Set(Object.keys(PHONES).map((agent) => steps()(agent, false).join("").slice(0, 40))).size, 6);
});

test("in WeChat every phone is sent to a browser first, and a computer is told nothing", () => {
  for (const agent of Object.keys(PHONES)) assert.match(steps()(`${agent} MicroMessenger/8.0`, true)[0], /在浏览器打开/);
  assert.deepEqual(steps()("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126 Safari/537.36", false), []);
});
