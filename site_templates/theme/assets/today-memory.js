/* What this phone remembers: a day's blanks, ticks and figures, the last value of each blank, the chosen role. */
"use strict";
(function (my) {
  var KEPT_DAYS = 40;
  var scope = "qunli:1:" + location.pathname.replace(/index\.html$/, "") + ":";
  var unwritten = {};
  my.forgetful = false;

  function read(key) {
    if (unwritten[scope + key]) return unwritten[scope + key];
    try {
      return JSON.parse(localStorage.getItem(scope + key)) || {};
    } catch (error) {
      return {};
    }
  }

  function write(key, value) {
    try {
      localStorage.setItem(scope + key, JSON.stringify(value));
      delete unwritten[scope + key];
    } catch (error) {
      unwritten[scope + key] = value;
      my.forgetful = true;
    }
  }

  function line(value) {
    return typeof value === "string" ? value.replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, " ").slice(0, 200) : "";
  }

  function lines(from) {
    var to = Object.create(null);
    Object.keys(from && typeof from === "object" ? from : {}).forEach(function (key) {
      if (line(from[key]).trim()) to[key] = line(from[key]);
    });
    return to;
  }

  /* What was noted for one post, whatever is really stored. */
  function whole(noted) {
    var from = noted && typeof noted === "object" ? noted : {};
    return {
      blanks: lines(from.blanks),
      groups: Array.isArray(from.groups) ? from.groups.filter(line) : [],
      figures: lines(from.figures)
    };
  }

  my.noted = function (day, id) {
    return whole(read(day)[id]);
  };

  /* Change what is noted for one post; always from what is stored, since a second window may be open. */
  my.note = function (day, id, change) {
    var all = read(day);
    var noted = whole(all[id]);
    change(noted);
    all[id] = noted;
    write(day, all);
  };

  my.fill = function (day, id, key, value) {
    my.note(day, id, function (noted) { noted.blanks[key] = line(value); });
  };

  /* Keep what a post's blanks hold, to offer it another day. */
  my.keepLast = function (day, id) {
    var last = read("last");
    var kept = lines(last[id]);
    var blanks = my.noted(day, id).blanks;
    Object.keys(blanks).forEach(function (key) { kept[key] = blanks[key]; });
    last[id] = kept;
    write("last", last);
  };

  my.lastValue = function (id, key) {
    return lines(read("last")[id])[key] || "";
  };

  my.role = function (chosen) {
    if (chosen !== undefined) write("role", { role: chosen });
    var role = line(read("role").role);
    return Object.prototype.hasOwnProperty.call(my.plan.roles, role) ? role : "";
  };

  my.snapshot = function (day) { return JSON.stringify(read(day)); };
  my.restore = function (day, snapshot) { write(day, JSON.parse(snapshot)); };

  my.isDone = function (day, post) {
    var groups = my.noted(day, post.id).groups;
    return post.slot.groups.every(function (group) { return groups.indexOf(group) >= 0; });
  };

  my.forgetOld = function (today) {
    var oldest = scope + my.shifted(today, -KEPT_DAYS);
    try {
      Object.keys(localStorage).forEach(function (key) {
        if (/^\d{4}-\d\d-\d\d$/.test(key.slice(scope.length)) && key.indexOf(scope) === 0 && key < oldest) {
          localStorage.removeItem(key);
        }
      });
    } catch (error) {
      my.forgetful = true;
    }
  };
})(window.qunliToday);
