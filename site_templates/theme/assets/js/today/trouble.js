/* What is wrong with the phone itself, told as long as it is: it keeps nothing, it forgot, or its date cannot be. */
"use strict";
var qunli = qunli || {};

qunli.trouble = (() => {
  const { plan, dates, storage } = qunli;
  const SOON = 7; // days before the plan's end
  const STALE = 180; // days after the build: sites are built more often, so the clock may be wrong

  const store = () => {
    if (storage.isForgetful()) {
      return "这里不让网页记东西，或者手机存满了：这一页开着，填的和勾的都在；关掉这一页，填的和勾的就没了。先复制日报或交班链接，留一份。";
    }
    return storage.wasCleared() ? "手机刚把网页记的东西清掉了。这一页上看得到的又记了一遍；别的日子的没了，有日报的可以贴回来。" : "";
  };

  const clock = () => {
    const today = plan.now().day;
    const [age, left] = [dates.between(plan.data.built, today), dates.between(today, plan.last())];
    if (age < -1) return `这台手机上今天是${today.slice(0, 4)}年${dates.words(today)}，比排期生成的那天还早。看看手机的日期对不对。`;
    if (left >= 0 && left < SOON) return `排期只到${dates.words(plan.last())}，请管网站的人重新生成一次。`;
    if (age <= STALE) return "";
    return `排期是 ${plan.data.built} 生成的，这台手机上今天是 ${today}，差了 ${age} 天。看看手机的日期对不对；对的话，请管网站的人重新生成一次。`;
  };

  /** In words, "" where nothing is wrong. */
  const words = () => [clock(), store()].filter(Boolean).join("\n");

  /** The day by which old notes may go: a clock that is far ahead must not take this week for an old one. */
  const sureDay = () => {
    const { day } = plan.now();
    return dates.between(plan.data.built, day) > STALE ? plan.data.built : day;
  };

  return { words, sureDay };
})();
