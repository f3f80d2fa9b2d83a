// What a page's data file puts beside the scripts.
interface Window {
  qunliPack?: PackData;
  qunliCalendar?: CalendarData;
  qunliWords?: WordData;
}
