// Imports files into a calendar with ical.js, as a phone does: node imported.mjs FILE… prints the events that are left in the
// order of their starts, each as {start, title, description, alarms}. A later event of the same UID takes the place of an
// earlier one unless its SEQUENCE is lower; one that is cancelled is gone.
import fs from "node:fs";
import ICAL from "../js/node_modules/ical.js/dist/ical.js";

const alarmOf = (alarm) => [
  alarm.getFirstPropertyValue("trigger").toSeconds(), alarm.getFirstPropertyValue("description"),
];

function said(component) {
  const { startDate, summary, description } = new ICAL.Event(component);
  const alarms = component.getAllSubcomponents("valarm").map(alarmOf);
  return { start: startDate.toString().slice(0, 16), title: summary, description: description || "", alarms };
}

function take(kept, path) {
  const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(path, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const uid = component.getFirstPropertyValue("uid");
    const sequence = component.getFirstPropertyValue("sequence");
    const before = kept.get(uid);
    if (!before || before.getFirstPropertyValue("sequence") <= sequence) kept.set(uid, component);
  }
}

const kept = new Map();
for (const path of process.argv.slice(2)) take(kept, path);
const held = [...kept.values()].filter((each) => each.getFirstPropertyValue("status") !== "CANCELLED").map(said);
process.stdout.write(JSON.stringify(held.sort((one, other) => (one.start < other.start ? -1 : 1))));
