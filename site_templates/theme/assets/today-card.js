/* One post as a card, and how a text gets onto the clipboard. */
"use strict";
(function (my) {
  function el(tag, attributes, children) {
    var made = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      if (name.slice(0, 2) === "on") made.addEventListener(name.slice(2), attributes[name]);
      else if (attributes[name] !== null) made.setAttribute(name, attributes[name]);
    });
    return put(made, children || []);
  }

  /* Let a node hold these children and nothing else. */
  function put(node, children) {
    node.textContent = "";
    children.forEach(function (child) {
      if (child) node.append(child);
    });
    return node;
  }

  function button(words, click, look) {
    return el("button", { type: "button", class: look || null, onclick: click }, [words]);
  }

  // --- copying -------------------------------------------------------------------------------------

  /* Call with true or false: whether the text is on the clipboard. */
  function copy(text, then) {
    if (!navigator.clipboard || !navigator.clipboard.writeText) return then(copiedTheOldWay(text));
    navigator.clipboard.writeText(text).then(function () { then(true); }, function () {
      then(copiedTheOldWay(text));
    });
  }

  function copiedTheOldWay(text) {
    var area = el("textarea", { class: "offstage", readonly: "", "aria-hidden": "true", tabindex: "-1" });
    var focused = document.activeElement;
    area.value = text;
    document.body.append(area);
    area.select();
    area.setSelectionRange(0, text.length);
    var copied = false;
    try {
      copied = document.execCommand("copy");
    } catch (error) {
      copied = false;
    }
    area.remove();
    if (focused && focused.focus) focused.focus({ preventScroll: true });
    return copied;
  }

  /* A copy button with its place for words. `ready` is asked first: words from it ask for a second tap. */
  function copier(words, textOf, ready, look) {
    var status = el("div", { class: "said", role: "status" });
    var armed = false;
    function settle() {
      armed = false;
      made.textContent = words;
      put(status, []);
    }
    var made = button(words, function () {
      var wait = ready && !armed ? ready() : "";
      if (wait) {
        armed = true;
        made.textContent = "再点一次，照样复制";
        put(status, [el("p", { class: "wait" }, [wait])]);
        return;
      }
      copy(textOf(), function (copied) {
        settle();
        put(status, [copied ? el("p", {}, ["已复制，去粘贴吧。"]) : selectable(textOf())]);
      });
    }, look);
    return { parts: [made, status], settle: settle };
  }

  function selectable(text) {
    var area = el("textarea", { readonly: "", rows: Math.min(10, text.split("\n").length + 1), "aria-label": "要复制的文字" });
    area.value = text;
    setTimeout(function () {
      area.focus();
      area.select();
      area.setSelectionRange(0, text.length);
    });
    return el("div", {}, [el("p", {}, ["这里不让自动复制。文字已经选好：按住它，点「拷贝」或「复制」。"]), area]);
  }

  // --- one post ------------------------------------------------------------------------------------

  function field(day, post, blank, name, changed) {
    var input = el("input", {
      type: "text", autocomplete: "off", enterkeyhint: "next", maxlength: "200", placeholder: blank.example ? "例：" + blank.example : null
    });
    function fill() {
      my.fill(day, post.id, blank.key, input.value);
      changed();
    }
    input.value = my.noted(day, post.id).blanks[blank.key] || "";
    input.addEventListener("input", fill);
    input.addEventListener("change", function () { my.keepLast(day, post.id); });
    var last = my.lastValue(post.id, blank.key);
    var offer = last && !input.value ? button("上次：" + last, function () {
      input.value = last;
      fill();
      offer.remove();
      input.focus();
    }, "offer") : null;
    return el("div", { class: "field" }, [el("label", {}, [el("span", {}, [name]), input]), offer]);
  }

  function ticks(day, post, changed) {
    return el("fieldset", { class: "ticks" }, [el("legend", {}, ["发到了"])].concat(post.slot.groups.map(function (group) {
      var box = el("input", { type: "checkbox" });
      box.checked = my.noted(day, post.id).groups.indexOf(group) >= 0;
      box.addEventListener("change", function () {
        my.note(day, post.id, function (noted) {
          noted.groups = noted.groups.filter(function (each) { return each !== group; }).concat(box.checked ? [group] : []);
        });
        changed();
      });
      return el("label", {}, [box, el("span", {}, [group])]);
    })));
  }

  function figures(day, post, changed) {
    if (!post.slot.record.length) return null;
    return el("fieldset", { class: "figures" }, [el("legend", {}, ["记几个数"])].concat(post.slot.record.map(function (name) {
      var box = el("input", { type: "text", inputmode: "decimal", autocomplete: "off", maxlength: "12" });
      box.value = my.noted(day, post.id).figures[name] || "";
      function judge() {
        var wrong = box.value.trim() && !my.figure(box.value);
        box.setAttribute("aria-invalid", wrong ? "true" : "false");
      }
      judge();
      box.addEventListener("input", function () {
        my.note(day, post.id, function (noted) { noted.figures[name] = box.value; });
        judge();
        changed();
      });
      return el("label", {}, [el("span", {}, [my.plan.records[name]]), box]);
    })));
  }

  function text(post, values) {
    return my.pieces(post.parts, values).map(function (piece) {
      return piece.blank ? el("mark", { class: piece.empty ? "empty" : null }, [piece.text]) : document.createTextNode(piece.text);
    });
  }

  function waiting(day, post) {
    var missing = my.missing(post.parts, my.noted(day, post.id).blanks);
    if (!missing.length) return "";
    var names = missing.map(function (blank) { return blank.label; }).filter(Boolean).join("、");
    return "还差 " + missing.length + " 空" + (names ? "：" + names : "") + "。" + (post.short ? "来不及填，就发下面短的那句。" : "");
  }

  /* A card of a post on a day; `changed` is called when something is noted on it. */
  function card(day, post, changed) {
    var slot = post.slot;
    var chip = el("span", { class: "chip" });
    var words = el("pre");
    var main = copier("复制", function () {
      my.keepLast(day, post.id);
      return my.filled(post.parts, my.noted(day, post.id).blanks);
    }, function () { return waiting(day, post); }, "main");
    function retell() {
      put(words, text(post, my.noted(day, post.id).blanks));
      main.settle();
      changed();
    }
    var brief = post.short ? copier("复制短的", function () { return post.short; }) : null;
    var made = el("details", {}, [
      el("summary", {}, [el("h3", {}, [
        el("time", {}, [slot.at]), el("span", { class: "title" }, [slot.title, el("small", {}, [slot.groups.join("、")])]), chip
      ])]),
      el("p", { class: "meta" }, [[slot.who, slot.way, slot.type[1]].filter(Boolean).join(" · ")]),
      slot.media.length ? el("p", {}, [el("b", {}, ["准备 "]), slot.media.join("、")]) : null,
      slot.notes ? el("p", {}, [el("b", {}, ["发前看 "]), slot.notes]) : null
    ].concat(my.blanks(post.parts).map(function (blank, at) {
      return field(day, post, blank, blank.label || "填空" + (at + 1), retell);
    }), [words], main.parts,
      brief ? [el("div", { class: "brief" }, [el("p", {}, [el("b", {}, ["短的 "]), post.short])].concat(brief.parts))] : [],
      [ticks(day, post, changed), figures(day, post, changed)]));
    put(words, text(post, my.noted(day, post.id).blanks));
    return { post: post, item: el("li", { class: slot.type[0] }, [made]), details: made, chip: chip };
  }

  my.el = el;
  my.put = put;
  my.button = button;
  my.copier = copier;
  my.card = card;
})(window.qunliToday);
