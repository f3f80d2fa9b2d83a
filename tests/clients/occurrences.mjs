// Reads feeds with ical.js: node occurrences.mjs FIRST LAST FILE… prints {file: [[start, end, uid, summary, …]]},
// every occurrence whose local day lies from FIRST to LAST.
import fs from "node:fs";
import ICAL from "../js/node_modules/ical.js/dist/ical.js";

const [first, last, ...files] = process.argv.slice(2);

function occurrences(path) {
  const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(path, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const found = [];
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    const words = [event.uid, event.summary, event.location, event.description];
    const iterator = event.iterator();
    for (let time = iterator.next(); time; time = iterator.next()) {
      const { startDate, endDate } = event.getOccurrenceDetails(time);
      const day = startDate.toString().slice(0, 10);
      if (day > last) break;
      if (day >= first) found.push([startDate.toString(), endDate.toString(), startDate.zone.tzid, ...words]);
    }
  }
  return found;
}

process.stdout.write(JSON.stringify(Object.fromEntries(files.map((path) => [path, occurrences(path)]))));
