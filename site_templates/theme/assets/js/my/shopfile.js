/* my-shop.yml: an edition as a calendar file, from which `qunli build` makes the same plan. Every value is written as JSON
   writes it, which YAML reads alike. */
"use strict";
var qunli = qunli || {};

qunli.shopfile = (() => {
  const PACES = ["light", "standard", "full"];
  const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

  /** @type {(value: unknown) => string} */
  const scalar = (value) => JSON.stringify(value);

  /** @type {(values: string[]) => string} */
  const list = (values) => `[${values.map(scalar).join(", ")}]`;

  /** @type {(row: Row) => string} */
  const rowLine = (row) => `{${Object.keys(row).map((name) => `${name}: ${scalar(row[name])}`).join(", ")}}`;

  /** @type {(values: Values) => string[]} */
  const variables = (values) => {
    /** @type {string[]} */
    const lines = [];
    for (const name of Object.keys(values)) {
      const value = values[name];
      if (typeof value === "string") lines.push(`  ${name}: ${scalar(value)}`);
      else lines.push(`  ${name}:`, ...value.map((row) => `    - ${rowLine(row)}`));
    }
    return lines.length ? ["variables:", ...lines] : [];
  };

  /** A post that is wanted though its plan has it at a fuller pace, or one that is not. @type {(change: Partial<SlotData> | null) => string} */
  const pace = (change) => (change ? `{pace: ${PACES[change.pace || 0]}}` : "null");

  /** @type {(run: RunData) => string[]} */
  const run = ({ id, groups, starts, texts = {}, slots = {} }) => {
    const gone = Object.keys(texts).map((slot) => `${slot}: ${list(texts[slot])}`);
    const changed = Object.keys(slots).map((slot) => `${slot}: ${pace(slots[slot])}`);
    const out = [
      ...(gone.length ? [`    texts: {${gone.join(", ")}}`] : []), ...(changed.length ? [`    slots: {${changed.join(", ")}}`] : []),
    ];
    return [`  ${id}:`, `    groups: ${list(groups)}`, `    starts: [${starts.join(", ")}]`, ...out];
  };

  /** @type {(calendar: CalendarData) => string} */
  const closed = ({ shut = [], closed: spans = [] }) => {
    const days = [...shut.map((day) => WEEKDAYS[day]), ...spans.map((span) => span.join("/"))];
    return days.length ? `closed: [${days.join(", ")}]` : "";
  };

  /** A calendar of no plan is none, and no file. @type {(calendar: CalendarData) => string} */
  const written = (calendar) => {
    if (!calendar.runs.length) return "";
    const lines = [
      `# 放进项目的 calendars/ 文件夹，文件名是 ${calendar.id}.yml，再运行 qunli build`,
      `title: ${scalar(calendar.title)}`,
      `industry: ${calendar.industry}`,
      `starts: ${calendar.starts}`,
      `timezone: ${calendar.zone[0]}`,
      `pace: ${PACES[calendar.pace]}`,
      calendar.voice ? `voice: ${calendar.voice}` : "",
      calendar.hours ? `hours: ${scalar(calendar.hours.join("-"))}` : "",
      `remind: ${calendar.remind}`,
      closed(calendar),
      "sops:",
      ...[].concat(...calendar.runs.map(/** @type {(each: RunData) => any} */ (run))),
      ...variables(calendar.variables || {}),
    ];
    return `${lines.filter(Boolean).join("\n")}\n`;
  };

  return { written };
})();
