/* What leaves the phone as text: the day's report, the next day's list, the week's table, the hand-over. */
"use strict";
(function (my) {
  my.figure = function (value) {
    var plain = (value || "").normalize("NFKC").replace(/[\s,]/g, "");
    return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? plain : "";
  };

  function figures(post, noted, between) {
    return post.slot.record.filter(function (name) { return my.figure(noted.figures[name]); }).map(function (name) {
      return my.plan.records[name] + between + my.figure(noted.figures[name]);
    });
  }

  function doneWords(post, noted) {
    var has = post.slot.groups.filter(function (group) { return noted.groups.indexOf(group) >= 0; });
    if (!has.length) return "没发";
    if (has.length === post.slot.groups.length) return "已发";
    return "只发了" + has.join("、");
  }

  function head(day, role, words) {
    var who = role ? "（" + my.plan.roles[role] + "）" : "";
    return "【" + my.plan.title + "】" + my.dayWords(day) + " " + words + who;
  }

  my.report = function (day, role) {
    var sums = {};
    var posts = my.posts(day, role);
    var rows = posts.map(function (post) {
      var noted = my.noted(day, post.id);
      post.slot.record.forEach(function (name) {
        var figure = my.figure(noted.figures[name]);
        if (figure) sums[name] = (sums[name] || 0) + Math.round(figure * 100);
      });
      return [post.slot.at, post.slot.title, doneWords(post, noted)].concat(figures(post, noted, "")).join(" ");
    });
    var done = posts.filter(function (post) { return my.isDone(day, post); }).length;
    var totals = Object.keys(my.plan.records).filter(function (name) { return name in sums; }).map(function (name) {
      return my.plan.records[name] + sums[name] / 100;
    });
    rows.unshift(head(day, role, "日报"), "发了 " + done + "/" + posts.length + " 条");
    if (totals.length) rows.push("合计 " + totals.join(" "));
    return rows.join("\n");
  };

  my.list = function (day, role) {
    var posts = my.posts(day, role);
    var rows = [head(day, role, "要发 " + posts.length + " 条")];
    if (!posts.length) rows.push(my.isClosed(day) ? "店休，不发" : "没有要发的");
    posts.forEach(function (post) {
      var slot = post.slot;
      rows.push(slot.at + " " + slot.title + " → " + slot.groups.join("、"));
      rows.push("  " + [slot.who, slot.way].filter(Boolean).join("，"));
      var wanted = my.blanks(post.parts).map(function (blank) { return blank.label || "例：" + blank.example; });
      if (slot.media.length) rows.push("  准备：" + slot.media.join("、"));
      if (wanted.length) rows.push("  要填：" + wanted.join("、"));
    });
    return rows.join("\n");
  };

  /* Spreadsheets take a cell that begins so for a formula. */
  function cell(value) {
    var text = /^[=+\-@＝＋－＠\t\r]/.test(value) ? "'" + value : value;
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  /* The week of a day as CSV; the figures of a post stand once, beside its first group. */
  my.table = function (day) {
    var names = Object.keys(my.plan.records);
    var rows = [["日期", "几点", "计划", "发什么", "群", "发了没"].concat(names.map(function (name) {
      return my.plan.records[name];
    }))];
    for (var at = 0; at < 7; at += 1) {
      var date = my.shifted(my.monday(day), at);
      my.posts(date).forEach(function (post) {
        var noted = my.noted(date, post.id);
        post.slot.groups.forEach(function (group, number) {
          rows.push([
            date, post.slot.at, post.slot.run, post.slot.title, group, noted.groups.indexOf(group) < 0 ? "没发" : "已发"
          ].concat(names.map(function (name) {
            return number || post.slot.record.indexOf(name) < 0 ? "" : my.figure(noted.figures[name]);
          })));
        });
      });
    }
    return "\ufeff" + rows.map(function (row) { return row.map(cell).join(",") + "\r\n"; }).join("");
  };

  // --- hand-over: a line per post, fields by tab, in a link's fragment ------------------------------

  /* A short mark of a text (FNV-1a): the other phone has the texts themselves. */
  function mark(text) {
    var hash = 2166136261;
    for (var at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619) >>> 0;
    return hash.toString(36);
  }

  function blankKeys(post) {
    return my.blanks(post.parts).map(function (blank) { return blank.key; });
  }

  function shiftLine(day, post) {
    var noted = my.noted(day, post.id);
    var ticks = post.slot.groups.map(function (group) { return noted.groups.indexOf(group) < 0 ? "0" : "1"; }).join("");
    var values = blankKeys(post).map(function (key) { return noted.blanks[key] || ""; });
    var numbers = post.slot.record.map(function (name) { return my.figure(noted.figures[name]); });
    if (!(ticks.indexOf("1") >= 0 || values.join("") || numbers.join(""))) return "";
    var filled = values.join("") ? [mark(blankKeys(post).join("\t"))].concat(values).join("\u0001") : "";
    var figured = numbers.join("") ? numbers.join(",") : "";
    return [mark(post.id), ticks, filled, figured].join("\t").replace(/\t+$/, "");
  }

  my.shiftCode = function (day) {
    var rows = my.posts(day).map(function (post) { return shiftLine(day, post); }).filter(Boolean);
    var text = [my.plan.calendar, day].concat(rows).join("\n");
    var bytes = new TextEncoder().encode(mark(text) + "\n" + text);
    return btoa(String.fromCharCode.apply(null, bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };

  /* The lines of a hand-over, or null where the link is not whole. */
  function shiftLines(code) {
    try {
      var raw = atob(code.replace(/-/g, "+").replace(/_/g, "/"));
      var bytes = Uint8Array.from(raw, function (char) { return char.charCodeAt(0); });
      var text = new TextDecoder().decode(bytes);
      var end = text.indexOf("\n");
      return text.slice(0, end) === mark(text.slice(end + 1)) ? text.slice(end + 1).split("\n") : null;
    } catch (error) {
      return null;
    }
  }

  function take(to, key, value, took, kind) {
    if (!value || to[key] === value) return;
    if (to[key]) {
      took.kept += 1;
    } else {
      to[key] = value;
      took[kind] += 1;
    }
  }

  function merge(day, post, fields, took) {
    var filled = (fields[2] || "").split("\u0001");
    var keys = blankKeys(post);
    var same = !fields[2] || filled[0] === mark(keys.join("\t"));
    if (!same) took.lost += 1;
    my.note(day, post.id, function (noted) {
      post.slot.groups.forEach(function (group, at) {
        if ((fields[1] || "")[at] !== "1" || noted.groups.indexOf(group) >= 0) return;
        noted.groups.push(group);
        took.ticks += 1;
      });
      if (same) keys.forEach(function (key, at) { take(noted.blanks, key, filled[at + 1], took, "blanks"); });
      var numbers = (fields[3] || "").split(",");
      post.slot.record.forEach(function (name, at) {
        take(noted.figures, name, my.figure(numbers[at]), took, "figures");
      });
    });
  }

  /* Take over a hand-over: {day, ticks, blanks, figures, kept, lost}, or what is wrong with it as words.
     What this phone already says stays; `kept` counts where the two differ, `lost` what has no place here. */
  my.takeOver = function (code) {
    var rows = shiftLines(code);
    if (!rows) return "交班的链接不完整，请对方再发一次。";
    if (rows[0] !== my.plan.calendar) return "这是另一份排期表的交班链接。";
    var day = rows[1];
    var posts = {};
    if (!/^\d{4}-\d\d-\d\d$/.test(day) || !my.posts(day).length) return "交班的那一天，这里没有排期，请刷新再打开。";
    my.posts(day).forEach(function (post) { posts[mark(post.id)] = post; });
    var took = { day: day, ticks: 0, blanks: 0, figures: 0, kept: 0, lost: 0, before: my.snapshot(day) };
    rows.slice(2).forEach(function (row) {
      var fields = row.split("\t");
      if (posts[fields[0]]) merge(day, posts[fields[0]], fields, took);
      else took.lost += 1;
    });
    return took;
  };
})(window.qunliToday);
