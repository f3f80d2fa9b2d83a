/* What a finished shop can do: its day, its reminders, its link, its files. */
"use strict";
var qunli = qunli || {};

/**
 * @typedef {{of: Edition, pack: PackData, today: string, week: string, month: string, project: string, change: () => void,
 *   fresh: () => void, gone: () => void, open: (of: Edition) => void}} Finished `today`, `week` and `month` are addresses of pages
 */

qunli.done = (() => {
  const { edition, link, shops, sums, dates, saving, calendarfile, shopfile, storage, copier, planner } = qunli;
  const { element, put, button, inWeChat } = qunli.dom;
  const WEEKS = [28, 60, 90];

  /** @type {(page: string, of: Edition) => string} */
  const carried = (page, of) => `${page.split("#")[0]}#my=${link.written(of)}`;

  /** @type {(of: Edition) => string} */
  const filesOf = (of) => `qunli:1:my:${of.id}:file`;

  /** @type {(id: string) => Row} */
  const known = (id) => {
    const kept = storage.record(id);
    /** @type {Row} */
    const found = {};
    for (const uid of Object.keys(kept)) {
      const start = kept[uid];
      if (typeof start === "string") found[uid] = start;
    }
    return found;
  };

  /** @type {(wish: Finished, days: number) => {text: string, known: Row}} */
  const reminders = ({ of, pack, today, project }, days) => {
    const own = carried(today, of);
    const before = known(filesOf(of));
    const order = { link: `${own}&`, project, from: dates.now(edition.ZONE).day, days, stamp: calendarfile.stamp(calendarfile.minute(before)) };
    return calendarfile.made({ pack, calendar: edition.calendar(of, pack), order, own, known: before });
  };

  // In WeChat a phone names its model alone: PHZ110 is of OPPO, RMX3888 of realme, V2309A of vivo.
  const NATIVE = /Xiaomi|Redmi|MIUI|HUAWEI|HONOR|OPPO|OnePlus|HeyTap|realme|vivo|iQOO|; (CPH\d{4}|P[A-Z]{2,3}\d{2,3}|RMX\d{4}|V\d{4}[A-Z]{1,2})\b/i;

  /** The day by which a plan is reckoned, whatever the phone's clock says. @type {(pack: PackData) => string} */
  const sureDay = (pack) => dates.sure(pack.built, dates.now(edition.ZONE).day);

  /** What to set on the clock of a phone instead. @type {(wish: Finished) => string} */
  const alarms = ({ of, pack }) => {
    const times = qunli.alarms.words(pack, edition.calendar(of, pack), sureDay(pack));
    return times ? `不想导入的，在手机自带的闹钟里定这几个也行：${times}。` : "往后四周没有要发的，不用定闹钟。";
  };

  /** @type {(wish: Finished) => HTMLElement} */
  const phone = (wish) => {
    const days = element("select", { class: "in", "aria-label": "存几天的提醒" }, WEEKS.map((each) =>
      element("option", { value: String(each) }, [`往后 ${each} 天`])));
    const status = element("p", { class: "small", role: "status" });
    const save = button("存成日历文件", () => {
      const made = reminders(wish, Number(days.value));
      const day = dates.now(edition.ZONE).day;
      const doubt = sureDay(wish.pack) === day ? "" : `这台手机上今天是${day.slice(0, 4)}年${dates.words(day)}：看看日期对不对，不对就调好再存一份。`;
      if (!made.text) {
        status.textContent = `从今天起没有要发的，不用存。${doubt}`;
        return;
      }
      saving.save(`${wish.of.title || "我家"}.ics`, "text/calendar", made.text);
      storage.keep(filesOf(wish.of), made.known);
      status.textContent = `存好了。在手机的「下载」里点开它，选日历导入。${doubt}`;
    }, "btn main");
    const clock = alarms(wish);
    const words = [
      "先看怎么删：导入的提醒，多数手机只能一条一条删。所以先存 28 天试试，或者新建一个叫「群历」的日历再导入，不要了把那个日历删掉。",
      "存进去的提醒不会跟着改。改了计划就再存一份：不发了的会标成取消；有的手机不认取消，要自己删。最后一天会提醒再存一份。",
    ];
    const lines = (NATIVE.test(navigator.userAgent) ? [clock, ...words] : [...words, clock]).map((each) => element("p", { class: "small" }, [each]));
    const way = inWeChat ? [element("p", { class: "note warn" }, ["微信里存不了文件：点右上角「···」，选「在浏览器打开」，再点一次。"])] : [days, save, status];
    return element("details", { class: "card", id: "_remind" }, [element("summary", {}, ["到点手机自己响"]), ...lines, ...way]);
  };

  /** @type {(wish: Finished) => string[][]} */
  const table = ({ of, pack }) => {
    const from = dates.now(edition.ZONE).day;
    const posts = planner.plan(pack, edition.calendar(of, pack), from, dates.shifted(from, 27));
    const runOf = qunli.slots.runOf(pack, edition.calendar(of, pack));
    const rows = posts.map((post) => {
      const run = runOf(post);
      const slot = run.slots[post.slot];
      const day = post.start.slice(0, 10);
      return [day, dates.words(day).slice(-2), post.start.slice(11), qunli.slots.readers(run, slot).join("、"), qunli.slots.title(slot, post.isAnswer), qunli.blanks.toPaste(post.text)];
    });
    return [["日期", "星期", "几点", "发到", "发什么", "文案"], ...rows];
  };

  /** Hand the calendar file out, or say why not. @type {(wish: Finished, place: HTMLElement) => Promise<void>} */
  const handOut = async (wish, place) => {
    const { of, pack } = wish;
    const yaml = () => shopfile.written(edition.calendar(of, pack));
    const small = (/** @type {string} */ words) => element("p", { class: "small" }, [words]);
    const bare = qunli.crowd.unbuilt(pack, of, sureDay(pack));
    if (!bare) put(place, [small("给会电脑的人的文件：先查一遍有没有不能发的字……")]);
    const judge = bare ? null : await qunli.doubts.ready();
    const wrong = bare || (judge && qunli.risks.refusal(judge(pack, of)));
    if (wrong) {
      put(place, [element("p", { class: "note warn" }, [wrong])]);
      return;
    }
    const way = inWeChat ? copier("复制给会电脑的人的文件", yaml, { look: "btn" }).parts
      : [button("给会电脑的人的文件", () => saving.save(`${of.id}.yml`, "text/yaml", yaml()), "btn")];
    put(place, [...way, judge ? null : small("没连上网，有没有不能发的字没查：有的话，电脑不收这个文件。")]);
  };

  /** @type {(wish: Finished) => HTMLElement} */
  const files = (wish) => {
    const sheet = () => qunli.csv.file(table(wish));
    const said = inWeChat ? copier("复制 28 天的排期表", sheet, { look: "btn" }).parts
      : [button("28 天的排期表（表格软件能打开）", () => saving.save(`${wish.of.title || "我家"}.csv`, "text/csv", sheet()), "btn")];
    const place = element("div", { role: "status" });
    const box = element("details", { class: "card" }, [element("summary", {}, ["存成文件"]), ...said, place]);
    // The word checks come only where somebody looks.
    box.addEventListener("toggle", () => handOut(wish, place), { once: true });
    return box;
  };

  /** @type {(wish: Finished) => HTMLElement} */
  const others = (wish) => {
    const rest = shops.all().filter((each) => each.id !== wish.of.id);
    const lines = rest.map((each) => button(`换到「${each.title || "没写店名的店"}」`, () => wish.open(each), "btn"));
    const away = button("把这家店从手机上拿掉", () => {
      put(asked, [
        element("p", { class: "small" }, ["拿掉以后只有那条链接能找回来。先把链接发给自己。"]),
        button("真的拿掉", wish.gone, "btn"),
      ]);
    }, "btn plain");
    const asked = element("div", { role: "status" });
    return element("details", { class: "card" }, [
      element("summary", {}, ["几家店"]), ...lines, button("再做一家", wish.fresh, "btn"), away, asked,
    ]);
  };

  /** @type {(day: string) => HTMLElement} */
  const leaf = (day) => {
    const [, month, date] = day.split("-").map(Number);
    return element("div", { class: "leaf", "aria-hidden": "true" }, [
      element("b", {}, [`${month}月`]), element("span", { class: "num" }, [String(date)]), element("small", {}, [dates.words(day).slice(-2)]),
    ]);
  };

  /** What is done, and when it is posted first. @type {(wish: Finished) => string[]} */
  const finished = ({ of, pack }) => {
    const today = sureDay(pack);
    const [first] = planner.plan(pack, edition.calendar(of, pack), today, pack.days.to);
    if (!first) return ["存好了，可是现在一条也不发", "点「改一改」，到最后一步挑一个计划，或者换一天开始。"];
    const [day, time] = first.start.split("T");
    return ["做好了，今天就能发", ...(day === today ? [] : [`今天没有排着的，头一条在${dates.words(day)} ${time}。`])];
  };

  /** @type {(wish: Finished, day: string) => HTMLElement} */
  const head = (wish, day) => {
    const { of, pack } = wish;
    const { posts } = sums.week(pack, edition.calendar(of, pack), sureDay(pack));
    /** @type {string[]} */
    const groups = [];
    for (const run of of.runs) groups.push(...run.groups);
    const said = [of.title || "没写店名", sums.words(posts), groups.join("、")].join(" · ");
    const [title, ...more] = finished(wish);
    const below = [said, ...more].map((each) => element("p", { class: "soft" }, [each]));
    const words = element("div", {}, [element("h2", { tabindex: "-1" }, [title]), ...below]);
    return element("div", { class: "ok" }, [leaf(day), words]);
  };

  /** @type {(of: Edition, own: string) => HTMLElement} */
  const share = (of, own) => {
    const words = "这一份只存在这台手机里，手机清了就没有。把链接发给「文件传输助手」，丢了点一下就回来；发给店员，店员点开是一样的一份。店里的资料都在链接里，不经过任何服务器。";
    const isCarried = link.carries(of);
    const said = isCarried ? [element("p", { class: "small" }, [words]), qunli.keeping.tooLong(own)] : [];
    return element("section", { class: "card" }, [
      element("h3", {}, [isCarried ? "自家的链接" : "带走这家店"]), ...said, ...qunli.keeping.linkOut(of, own), isCarried ? qunli.poster.section(of, own) : null,
    ]);
  };

  /** @type {(root: HTMLElement, wish: Finished) => void} */
  const show = (root, wish) => {
    const own = carried(wish.today, wish.of);
    const { built, days } = wish.pack;
    put(root, [
      element("p", { class: "note warn", role: "status" }, [dates.doubt(built, dates.now(edition.ZONE).day, days.to)]),
      head(wish, dates.now(edition.ZONE).day),
      element("a", { class: "btn main wide", href: own }, ["看今天发什么"]),
      element("div", { class: "acts" }, [
        element("a", { class: "btn", href: carried(wish.week, wish.of) }, ["这一周的表"]), " ",
        element("a", { class: "btn", href: carried(wish.month, wish.of) }, ["这个月的表"]),
      ]),
      share(wish.of, own), qunli.desktop.section(), qunli.moving.out(wish.of), phone(wish), files(wish),
      element("div", { class: "acts" }, [button("改一改", wish.change, "btn")]),
      others(wish),
    ]);
  };

  return { show, carried };
})();
