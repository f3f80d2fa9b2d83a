/* 我家的: what a shop chose on a page, an edition of a calendar. Whatever is really stored or sent becomes a whole one. */
"use strict";
var qunli = qunli || {};

/**
 * `edition` counts the changes and `time` is the minute of the last one after 1970 in UTC; without `hours` those of the pack
 * hold; days in `shut` are weekdays from 0 for Monday; `gone` are texts left out, by slot, and `also` slots that are posted though
 * the pace is less than theirs. Without a `voice` it is the pack's own.
 * @typedef {{sop: string, groups: string[], starts: string, gone: {[slot: string]: string[]}, also?: string[]}} Chosen
 * @typedef {{id: string, edition: number, time: number, industry: string, title: string, pace: number, voice?: string, hours: string[],
 *   shut: number[], closed: [string, string][], starts: string, values: Values, runs: Chosen[]}} Edition
 */

qunli.edition = (() => {
  const { dates } = qunli;
  const FORM = 1;
  const ID = /^[a-z][a-z0-9-]{0,60}$/;
  const MOST = { characters: 200, title: 40, group: 30, groups: 20, rows: 60, runs: 20, spans: 40, names: 200 };
  const REMIND = 10;
  const LATEST = 1e8; // minutes: beyond it no clock says a day
  const ZONE = 8;

  /** @type {(of: object, name: string) => boolean} */
  const has = (of, name) => Object.prototype.hasOwnProperty.call(of, name);

  /** @type {(value: unknown) => {[name: string]: unknown}} */
  const record = (value) => (value && typeof value === "object" && !Array.isArray(value) ? Object.assign(Object.create(null), value) : {});

  /** @type {(value: unknown, most: number) => unknown[]} */
  const list = (value, most) => (Array.isArray(value) ? value.slice(0, most) : []);

  /**
   * One line of text, whatever is given: control characters and those that turn the direction of others are gone.
   * @type {(value: unknown, most?: number) => string}
   */
  const line = (value, most = MOST.characters) => {
    if (typeof value !== "string") return "";
    const plain = value.slice(0, most * 4).replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\uffff]/g, " ");
    const whole = plain.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g, "$1");
    return Array.from(whole.replace(/\s+/g, " ").trim()).slice(0, most).join("").trim();
  };

  /** @type {(value: unknown) => string} */
  const day = (value) => (typeof value === "string" && /^20/.test(value) && !isNaN(dates.number(value)) ? value : "");

  /** @type {(value: unknown) => number} */
  const whole = (value) => (typeof value === "number" && isFinite(value) ? Math.max(0, Math.floor(value)) : 0);

  /** What a shop says of itself holds no blanks. @type {(value: unknown) => string} */
  const own = (value) => line(value).replace(/〔/g, "（").replace(/〕/g, "）");

  /** @type {(value: unknown) => Row} */
  const row = (value) => {
    /** @type {Row} */
    const found = {};
    const from = record(value);
    for (const name of Object.keys(from).slice(0, MOST.names)) {
      const said = ID.test(name) ? own(from[name]) : "";
      if (said) found[name] = said;
    }
    return found;
  };

  /** @type {(value: unknown) => Values} */
  const values = (value) => {
    /** @type {Values} */
    const found = {};
    const from = record(value);
    for (const name of Object.keys(from).slice(0, MOST.names)) {
      if (!ID.test(name)) continue;
      const said = from[name];
      const kept = Array.isArray(said) ? list(said, MOST.rows).map(row).filter((each) => Object.keys(each).length) : own(said);
      if (kept.length) found[name] = kept;
    }
    return found;
  };

  /** @type {(value: unknown) => {[slot: string]: string[]}} */
  const gone = (value) => {
    /** @type {{[slot: string]: string[]}} */
    const found = {};
    const from = record(value);
    for (const slot of Object.keys(from).slice(0, MOST.names)) {
      const ids = list(from[slot], MOST.names).filter((each) => typeof each === "string" && /^[a-z0-9-]{1,60}$/.test(each));
      if (ID.test(slot) && ids.length) found[slot] = /** @type {string[]} */ (ids);
    }
    return found;
  };

  /** @type {(value: unknown, starts: string) => Chosen | null} */
  const chosen = (value, starts) => {
    const from = record(value);
    const sop = typeof from.sop === "string" && ID.test(from.sop) ? from.sop : "";
    const groups = list(from.groups, MOST.groups).map((each) => line(each, MOST.group)).filter(Boolean);
    if (!sop || !groups.length) return null;
    const also = /** @type {string[]} */ (list(from.also, MOST.names).filter((each) => typeof each === "string" && ID.test(each)));
    return Object.assign(
      { sop, groups: Array.from(new Set(groups)), starts: day(from.starts) || starts, gone: gone(from.gone) }, also.length ? { also } : {},
    );
  };

  /** @type {(value: unknown) => [string, string][]} */
  const spans = (value) => {
    const found = list(value, MOST.spans).map((each) => list(each, 2).map(day)).filter(([first, last]) => first && last && first <= last);
    return dates.joined(/** @type {[string, string][]} */ (found));
  };

  /** @type {(value: unknown) => number[]} */
  const weekdays = (value) => {
    const found = list(value, 7).filter((each) => each === whole(each) && each < 7);
    const unique = /** @type {number[]} */ (Array.from(new Set(found))).sort();
    return unique.length < 7 ? unique : [];
  };

  /** @type {(value: unknown) => string[]} */
  const hours = (value) => {
    const found = list(value, 2).filter((each) => typeof each === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(each));
    return found.length === 2 && found[0] !== found[1] ? /** @type {string[]} */ (found) : [];
  };

  /**
   * A whole edition from whatever is given, or null where there is none in it.
   * @type {(value: unknown) => Edition | null}
   */
  const read = (value) => {
    const from = record(value);
    const { id, industry } = from;
    const starts = day(from.starts);
    if (from.form !== FORM || typeof id !== "string" || !/^my-[a-z0-9]{5,20}$/.test(id) || !starts) return null;
    if (typeof industry !== "string" || !ID.test(industry)) return null;
    const runs = /** @type {Chosen[]} */ (list(from.runs, MOST.runs).map((each) => chosen(each, starts)).filter(Boolean));
    const first = new Map(runs.map((each) => /** @type {[string, Chosen]} */ ([each.sop, each])));
    return Object.assign({
      id, industry, starts, edition: whole(from.edition), time: Math.min(whole(from.time), LATEST), title: line(from.title, MOST.title),
      pace: Math.min(2, whole(from.pace)), hours: hours(from.hours), shut: weekdays(from.shut), closed: spans(from.closed),
      values: values(from.values), runs: Array.from(first.values()),
    }, from.voice === "brisk" || from.voice === "expert" ? { voice: from.voice } : {});
  };

  /** @type {(edition: Edition) => {[name: string]: unknown}} */
  const written = (edition) => Object.assign({ form: FORM }, edition);

  /**
   * The next edition, changed now.
   * @type {(edition: Edition) => Edition}
   */
  const next = (edition) => Object.assign({}, edition, { edition: edition.edition + 1, time: dates.minute() });

  /**
   * A run without what its plan no longer has, with the posts that are wanted beyond this pace; one of which no text is left is none.
   * @type {(pack: PackData, pace: number) => (chosen: Chosen) => RunData}
   */
  const run = (pack, pace) => ({ sop, groups, starts, gone: unwanted, also = [] }) => {
    const { slots } = pack.sops[sop];
    /** @type {[{[slot: string]: string[]}, {[slot: string]: {pace: number} | null}]} */
    const [texts, changes] = [{}, {}];
    for (const slot of also.filter((each) => has(slots, each) && slots[each].pace > pace)) changes[slot] = { pace: 0 };
    for (const slot of Object.keys(unwanted).filter((each) => has(slots, each))) {
      const ids = slots[slot].texts.map(({ id }) => id).filter((id) => unwanted[slot].includes(id));
      if (ids.length === slots[slot].texts.length) changes[slot] = null;
      else if (ids.length) texts[slot] = ids;
    }
    return Object.assign({ id: sop, sop, groups, starts: [starts], texts }, Object.keys(changes).length ? { slots: changes } : {});
  };

  /** What the shop says of itself, its name with it. @type {(edition: Edition) => Values} */
  const said = (edition) => (edition.title ? Object.assign({}, edition.values, { store: own(edition.title) }) : edition.values);

  /**
   * The same, without what this pack does not ask.
   * @type {(edition: Edition, pack: PackData) => Values}
   */
  const valuesOf = (edition, pack) => {
    /** @type {Values} */
    const found = {};
    const kept = said(edition);
    for (const name of Object.keys(pack.variables || {})) {
      const { fields } = (pack.variables || {})[name];
      const value = has(kept, name) ? kept[name] : undefined;
      if (value === undefined || (typeof value === "string") !== !fields) continue;
      const filled = typeof value === "string" ? value : value.map((each) => columns(fields || {}, each)).filter((each) => Object.keys(each).length);
      if (filled.length) found[name] = filled;
    }
    return found;
  };

  /** A row with the columns of this pack. @type {(fields: Row, from: Row) => Row} */
  const columns = (fields, from) => {
    const kept = Object.keys(fields).filter((each) => from[each]);
    return kept.reduce((found, each) => Object.assign(found, { [each]: from[each] }), /** @type {Row} */ ({}));
  };

  /** The plans that were chosen and of which this pack still has something: at the fullest pace all that is changed is gone. @type {(edition: Edition, pack: PackData) => Chosen[]} */
  const known = (edition, pack) => edition.runs.filter((each) =>
    has(pack.sops, each.sop) && Object.keys(run(pack, 2)(each).slots || {}).length < Object.keys(pack.sops[each.sop].slots).length);

  /** What is to be said of plans that the pack no longer has, "" where it has all. @type {(edition: Edition, pack: PackData) => string} */
  const lost = (edition, pack) => {
    const left = known(edition, pack).length;
    const missing = edition.runs.length - left;
    if (!missing) return "";
    const words = left ? `选过的计划有 ${missing} 个这里没有了，别的照常发。` : "选过的计划这里没有了，所以没有要发的。";
    return `${words}到「我家的」点「改一改」，发到哪几个群那一步重新选；店里的资料都还在。`;
  };

  /**
   * The calendar that an edition is, for this pack: what the pack no longer has is left out.
   * @type {(edition: Edition, pack: PackData) => CalendarData}
   */
  const calendar = (edition, pack) => ({
    voice: edition.voice && (pack.voices || {})[edition.voice] ? edition.voice : undefined, form: FORM, id: edition.id, title: edition.title || pack.title, industry: edition.industry, starts: edition.starts,
    zone: ["Asia/Shanghai", ZONE], hours: edition.hours.length ? edition.hours : undefined, pace: edition.pace, remind: REMIND,
    closed: edition.closed, shut: edition.shut, variables: valuesOf(edition, pack),
    runs: known(edition, pack).map(run(pack, edition.pace)),
  });

  return { MOST, ZONE, has, own, read, written, next, said, known, lost, calendar, line };
})();
