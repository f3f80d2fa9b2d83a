/* The plan of a trade, loaded as a script. */
"use strict";
var qunli = qunli || {};

qunli.packs = (() => {
  /** @type {Map<string, Promise<PackData | null>>} */
  const asked = new Map();

  /** @type {(root: string, id: string) => Promise<PackData | null>} */
  const fresh = async (root, id) => {
    try {
      await qunli.loading.script(`${root}industries/${id}/plan.js`);
    } catch (error) {
      asked.delete(id);
      return null;
    }
    const pack = window.qunliPack;
    return pack && pack.id === id && pack.form === 1 ? pack : null;
  };

  /**
   * The plan of a trade, null where there is none, or none that these scripts can read.
   * @type {(root: string, id: string) => Promise<PackData | null>}
   */
  const load = (root, id) => {
    const known = asked.get(id) || fresh(root, id);
    asked.set(id, known);
    return known;
  };

  /** @type {Map<string, Promise<CalendarData | null>>} */
  const opened = new Map();

  /** @type {(root: string, id: string) => Promise<CalendarData | null>} */
  const read = async (root, id) => {
    try {
      await qunli.loading.script(`${root}calendars/${id}/calendar.js`);
    } catch (error) {
      opened.delete(id);
      return null;
    }
    const found = window.qunliCalendar;
    return found && found.id === id && found.form === 1 ? found : null;
  };

  /**
   * What a calendar of this site says, null where there is none that these scripts can read.
   * @type {(root: string, id: string) => Promise<CalendarData | null>}
   */
  const calendar = (root, id) => {
    const known = opened.get(id) || read(root, id);
    opened.set(id, known);
    return known;
  };

  return { load, calendar };
})();
