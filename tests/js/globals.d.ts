// What a page's data file puts beside the scripts.
interface Window {
  qunliPack?: PackData;
  qunliCalendar?: CalendarData;
  qunliWords?: WordData;
  /** The link of one's own shop, where the page shows one. */
  qunliOwn?: string;
  /** The library of vendor/qrcode.js, once it is loaded. */
  qrcode?: any;
}
