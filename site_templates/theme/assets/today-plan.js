/* The plan as days.js gives it: days are "2026-12-01", posts are what one day holds, times are the shop's. */
"use strict";
window.qunliToday = window.qunliToday || {};
(function (my) {
  var WEEKDAYS = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];
  var plan = window.qunliPlan;

  my.plan = plan && plan.form === 1 ? plan : null;

  my.shifted = function (day, by) {
    return new Date(Date.parse(day) + by * 864e5).toISOString().slice(0, 10);
  };

  /* The shop's clock, whatever zone the phone is set to. */
  my.now = function () {
    var local = new Date(Date.now() + plan.zone * 36e5).toISOString();
    return { day: local.slice(0, 10), time: local.slice(11, 16) };
  };

  my.dayWords = function (day) {
    var date = new Date(Date.parse(day));
    return (date.getUTCMonth() + 1) + "月" + date.getUTCDate() + "日 " + WEEKDAYS[date.getUTCDay()];
  };

  my.monday = function (day) {
    return my.shifted(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7));
  };

  my.last = function () {
    return my.shifted(plan.first, plan.days.length - 1);
  };

  function number(day) {
    return Math.round((Date.parse(day) - Date.parse(plan.first)) / 864e5);
  }

  my.isClosed = function (day) {
    return plan.closed.indexOf(number(day)) >= 0;
  };

  function post(entry) {
    var slot = plan.slots[entry[0]];
    return {
      id: slot.id, slot: slot, parts: plan.texts[entry[1]], short: entry[2] < 0 ? "" : filled(plan.texts[entry[2]], Object.create(null))
    };
  }

  /* The posts of a day in order; a role's alone where one is given. */
  my.posts = function (day, role) {
    return (plan.days[number(day)] || []).map(post).filter(function (each) {
      return !role || each.slot.role === role;
    });
  };

  /* The first day from `day` on that posts a slot, or null. */
  my.next = function (id, day) {
    for (var at = Math.max(0, number(day)); at < plan.days.length; at += 1) {
      for (var each = 0; each < plan.days[at].length; each += 1) {
        if (plan.slots[plan.days[at][each][0]].id === id) return my.shifted(plan.first, at);
      }
    }
    return null;
  };

  /* The blanks of a text with a key each that stays the same while the words around them change. */
  my.blanks = function (parts) {
    var seen = {};
    return parts.filter(Array.isArray).map(function (blank) {
      var key = blank[0] || "例：" + blank[1];
      seen["=" + key] = (seen["=" + key] || 0) + 1;
      if (seen["=" + key] > 1) key += "#" + seen["=" + key];
      return { key: key, label: blank[0], example: blank[1] };
    });
  };

  /* The text cut in pieces {text, blank}: what was filled in, else 〔label〕, never the example. */
  my.pieces = function (parts, values) {
    var keys = my.blanks(parts);
    return parts.map(function (part) {
      if (!Array.isArray(part)) return { text: part };
      var key = keys.shift().key;
      return { text: values[key] || "〔" + (part[0] || "　　") + "〕", blank: true, empty: !values[key] };
    });
  };

  function filled(parts, values) {
    return my.pieces(parts, values).map(function (piece) { return piece.text; }).join("");
  }
  my.filled = filled;

  my.missing = function (parts, values) {
    return my.blanks(parts).filter(function (blank) { return !values[blank.key]; });
  };
})(window.qunliToday);
