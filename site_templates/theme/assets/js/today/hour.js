/* 改到几点: another hour for one post on one day. */
"use strict";
var qunli = qunli || {};

qunli.hour = (() => {
  const { bending, plan } = qunli;
  const { element, button } = qunli.dom;

  /** What is to be known of a new hour: one after midnight goes on with its day, one that is over is late. @type {(day: string, at: string) => string} */
  const aboutHour = (day, at) => {
    const now = plan.now();
    if (at > "24") return `改到第二天凌晨 ${bending.clock(at)}，还算这一天的，排在最后。`;
    return day === now.day && at < now.time ? `${at} 已经过了：马上发，发完打勾；或者再改一个。` : "";
  };

  /** @type {(day: string, post: BentPost, redraw: Redraw) => HTMLElement[]} */
  const hour = (day, post, redraw) => {
    const input = element("input", { type: "time", "aria-label": "改到几点" });
    input.value = bending.clock(post.slot.at);
    const keep = () => {
      if (!/^\d\d:\d\d$/.test(input.value)) return;
      bending.note(day, post.id, { at: input.value === post.was ? "" : input.value });
      const [now] = bending.posts(day).filter(({ id }) => id === post.id);
      redraw(aboutHour(day, now.slot.at));
    };
    return [input, button("改好了", keep), button("不改了", redraw, "quiet")];
  };

  return hour;
})();
