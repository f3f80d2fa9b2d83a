/* 今天发什么: the page. It redraws a day whole when the day changes, and only words when something is noted. */
"use strict";
(function (my) {
  var root = document.getElementById("_posts");
  if (!my.plan || !root) {
    document.documentElement.className = "";
    return;
  }
  document.documentElement.className = "js";
  var inWeChat = /MicroMessenger/i.test(navigator.userAgent);
  var el = my.el, put = my.put, button = my.button, copier = my.copier;
  var shown, role, cards, drawnOn;

  // --- the frame -----------------------------------------------------------------------------------

  var notice = el("div", { class: "notice", role: "status" });
  var previous = button("", function () { show(my.shifted(shown, -1)); });
  var following = button("", function () { show(my.shifted(shown, 1)); });
  var back = button("回到今天", function () { show(my.now().day); }, "quiet");
  var heading = el("h2", { "aria-live": "polite" });
  var progress = el("p", { class: "progress", "aria-live": "polite" });
  var choice = el("select", { id: "_role", onchange: function () {
    my.role(choice.value);
    role = choice.value;
    draw();
  } }, [el("option", { value: "" }, ["全部"])].concat(Object.keys(my.plan.roles).map(function (name) {
    return el("option", { value: name }, [my.plan.roles[name]]);
  })));
  var list = el("ol", { class: "posts" });
  var closing = el("section", { class: "closing", "aria-labelledby": "_closing" });

  function say(words, more) {
    put(notice, words ? [el("p", {}, [words])].concat(more || []) : []);
  }

  // --- the day -------------------------------------------------------------------------------------

  function stateOf(each, now, next) {
    if (my.isDone(shown, each.post)) return ["done", "已发"];
    if (shown > now.day) return ["", ""];
    if (shown < now.day) return ["late", "没发"];
    if (each === next) return ["next", "下一条"];
    var past = (Date.parse(now.day + "T" + now.time + "Z") - Date.parse(now.day + "T" + each.post.slot.at + "Z")) / 6e4;
    if (past < 0) return ["", ""];
    return past < Math.max(15, each.post.slot.minutes) ? ["now", "现在发"] : ["late", "过点没发"];
  }

  /* Bring chips and progress up to what is noted and what time it is. */
  function afterNote() {
    var now = my.now();
    var next = shown === now.day && cards.filter(function (each) { return each.post.slot.at > now.time; })[0];
    var done = 0;
    cards.forEach(function (each) {
      var state = stateOf(each, now, next);
      each.chip.textContent = state[1];
      each.item.setAttribute("data-state", state[0]);
      done += state[0] === "done" ? 1 : 0;
    });
    var words = cards.length ? "已发 " + done + "/" + cards.length + " 条" : "";
    if (progress.textContent !== words) progress.textContent = words;
    if (my.forgetful && !notice.firstChild) say("这里不让网页记东西，关掉这一页，填的和勾的就没了。");
  }

  function emptyWords() {
    if (shown < my.plan.starts) return my.dayWords(my.plan.starts) + "开始发，这天还没有。";
    if (shown > my.last()) return "排期只到" + my.dayWords(my.last()) + "，后面的还没生成。请管网站的人重新生成一次。";
    if (shown < my.plan.first) return "这天的排期已经不在这一页了。";
    if (my.isClosed(shown)) return "店休，不发。";
    return role ? "这天没有" + my.plan.roles[role] + "要发的。" : "这天没有要发的。";
  }

  function dayName(day, today) {
    var away = Math.round((Date.parse(day) - Date.parse(today)) / 864e5);
    return { "-1": "昨天", "0": "今天", "1": "明天" }[away] || Math.abs(away) + "天" + (away < 0 ? "前" : "后");
  }

  function draw() {
    var today = my.now().day;
    drawnOn = today;
    cards = my.posts(shown, role).map(function (post) { return my.card(shown, post, afterNote); });
    heading.textContent = my.dayWords(shown) + " " + dayName(shown, today);
    heading.classList.toggle("other", shown !== today);
    previous.textContent = "‹ " + (shown === today ? "昨天" : "前一天");
    following.textContent = (shown === today ? "明天" : "后一天") + " ›";
    previous.disabled = shown <= my.plan.first;
    following.disabled = shown > my.last();
    back.hidden = shown === today;
    choice.value = role;
    put(list, cards.length ? cards.map(function (each) { return each.item; }) : [el("li", { class: "nothing" }, [emptyWords()])]);
    drawClosing(today);
    afterNote();
    var first = cards.filter(function (each) { return /now|next/.test(each.item.getAttribute("data-state")); });
    first.slice(0, 1).forEach(function (each) { each.details.open = true; });
  }

  function show(day) {
    shown = day;
    say("");
    document.querySelectorAll(".asked").forEach(function (each) { each.classList.remove("asked"); });
    draw();
    warnOfDates();
  }

  function warnOfDates() {
    var today = my.now().day;
    if (today < my.shifted(my.plan.built, -1)) say("这台手机上今天是" + my.dayWords(today) + "，比排期生成的那天还早。看看手机的日期对不对。");
    var left = Math.round((Date.parse(my.last()) - Date.parse(today)) / 864e5);
    if (left >= 0 && left < 7) say("排期只到" + my.dayWords(my.last()) + "，请管网站的人重新生成一次。");
  }

  // --- the end of the day --------------------------------------------------------------------------

  function drawClosing(today) {
    var day = shown, next = my.shifted(shown, 1);
    var isToday = day === today;
    function kinds(words, textOf) { return el("div", {}, copier(words, textOf).parts); }
    put(closing, [
      el("h2", { id: "_closing" }, ["收工"]),
      kinds(isToday ? "复制今日日报" : "复制" + my.dayWords(day) + "日报", function () { return my.report(day, role); }),
      kinds(isToday ? "复制明日清单" : "复制" + my.dayWords(next) + "清单", function () { return my.list(next, role); }),
      tableButton(day),
      kinds("交班：复制链接", function () {
        var address = location.href.split("#")[0] + "#shift=" + my.shiftCode(day);
        return "【交班】" + my.plan.title + " " + my.dayWords(day) + "，点开接着发：\n" + address;
      }),
      el("p", { class: "small" }, ["勾的、填的、记的数只在这台手机上，留 40 天。交班链接里有这一天的，谁点开谁就能看到。"])
    ]);
  }

  function tableButton(day) {
    var words = "这一周的表（表格软件能打开）";
    if (inWeChat) {
      return el("div", {}, copier("复制这一周的表", function () { return my.table(day); }).parts.concat([
        el("p", { class: "small" }, ["微信里存不了文件。要存成文件，点右上角「···」，用浏览器打开这一页。"])
      ]));
    }
    return el("div", {}, [button(words, function () {
      var address = URL.createObjectURL(new Blob([my.table(day)], { type: "text/csv;charset=utf-8" }));
      var link = el("a", { href: address, download: my.plan.title + " " + my.monday(day) + ".csv" });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
    })]);
  }

  // --- links that open a post or hand over a day ---------------------------------------------------

  function takenWords(took) {
    var parts = [[took.ticks, "勾了 ", " 个群"], [took.blanks, "填了 ", " 个空"], [took.figures, "记了 ", " 个数"]].filter(function (each) {
      return each[0];
    }).map(function (each) { return each[1] + each[0] + each[2]; });
    return "交班（" + my.dayWords(took.day) + "）：" + (parts.length ? "接过来" + parts.join("，") + "。" : "没有新的要接。") +
      (took.kept ? "有 " + took.kept + " 处两边不一样，留了这台手机上的。" : "") +
      (took.lost ? "有 " + took.lost + " 条对不上，没接。" : "");
  }

  function takeOver(code) {
    history.replaceState(null, "", location.pathname + location.search);
    var took = my.takeOver(code);
    show(took.day || my.now().day);
    if (!took.day) return say(took);
    say(takenWords(took), took.ticks + took.blanks + took.figures ? [button("不接，退回去", function () {
      my.restore(took.day, took.before);
      show(took.day);
      say("退回去了，和接之前一样。");
    }, "quiet")] : []);
  }

  function open(id) {
    var today = my.now().day;
    var day = my.next(id, today);
    var plain = document.getElementById(id);
    if (!day) {
      show(today);
      if (plain) notice.after(plain);
      if (plain) plain.classList.add("asked");
      return say(plain ? "这一条 90 天内不发。它的文案在这里，再下面是今天要发的。" : "这里没有这一条了，下面是今天要发的。");
    }
    if (role && !my.posts(day, role).some(function (post) { return post.id === id; })) role = "";
    show(day);
    if (day !== today) say("这一条今天不发，下次是" + my.dayWords(day) + "，下面就是。");
    cards.forEach(function (each) { each.details.open = each.post.id === id; });
    var card = cards.filter(function (each) { return each.post.id === id; })[0];
    card.details.querySelector("summary").focus({ preventScroll: true });
    card.item.scrollIntoView({ block: "start" });
  }

  function follow() {
    var fragment = location.hash.slice(1);
    role = my.role();
    if (fragment.slice(0, 6) === "shift=") takeOver(fragment.slice(6));
    else if (/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/.test(fragment)) open(fragment);
    else show(my.now().day);
  }

  // A page left open overnight turns to the new day, unless someone is writing in it.
  function tick() {
    var today = my.now().day;
    var writing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (today !== drawnOn && shown === drawnOn && !writing) show(today);
    else afterNote();
  }

  my.forgetOld(my.now().day);
  document.title = "今天发什么·" + my.plan.title;
  root.append(
    el("nav", { class: "days", "aria-label": "换一天" }, [previous, heading, following]),
    el("div", { class: "bar" }, [progress, back, Object.keys(my.plan.roles).length > 1 ? el("label", { for: "_role" }, ["谁发 ", choice]) : null]),
    notice, list, closing,
    el("p", { class: "small" }, ["排期生成于 " + my.plan.built + "。"])
  );
  follow();
  window.addEventListener("hashchange", follow);
  document.addEventListener("visibilitychange", tick);
  setInterval(tick, 30000);
})(window.qunliToday);
