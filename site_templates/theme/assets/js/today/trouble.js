/* What is wrong with the phone itself, told as long as it is: it keeps nothing, it forgot, or its date cannot be. */
"use strict";
var qunli = qunli || {};

qunli.trouble = (() => {
  const { plan, dates, storage } = qunli;
  const store = () => {
    if (storage.isForgetful()) {
      return "这里不让网页记东西，或者手机存满了：这一页开着，填的和勾的都在；关掉这一页，填的和勾的就没了。先复制日报或交班链接，留一份。";
    }
    return storage.wasCleared() ? "手机刚把网页记的东西清掉了。这一页上看得到的又记了一遍；别的日子的没了，有日报的可以贴回来。" : "";
  };

  const clock = () => dates.doubt(plan.data.built, plan.now().day, plan.last());

  /** In words, "" where nothing is wrong. */
  const words = () => [clock(), store()].filter(Boolean).join("\n");

  /** The day by which old notes may go: a clock that is far ahead must not take this week for an old one. */
  const sureDay = () => {
    const [{ built }, { day }] = [plan.data, plan.now()];
    return day > built ? dates.sure(built, day) : day;
  };

  return { words, sureDay };
})();
